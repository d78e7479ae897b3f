/**
 * Starts Pyodide within a Worker, from a snapshot of its memory. It was made for browsers and Node, so that for as long
 * as it boots a few globals are what it looks for (tool-engines.md, part A). The names that begin with an underscore
 * are Pyodide's own: its version is pinned, and the tests of endless loops tell when they change.
 */
import type { PyodideAPI } from "pyodide";
import createPyodideModule from "pyodide/pyodide.asm.mjs";
import { withoutScreen } from "../without-screen.ts";
import python from "./python.wasm";
import packedSnapshot from "./snapshot.bin";
import stdlib from "./stdlib.bin";
import trampoline from "./trampoline.wasm";
import { unpackMemory } from "./unpack-memory.ts";

export type Interpreter = {
  readonly pyodide: PyodideAPI;
  readonly fuel: WebAssembly.Global;
  /** Runs a line of Python to its end; a suspended check lets the Worker do other things meanwhile. */
  readonly runLine: (line: string) => Promise<void>;
};

type Check = (fuel: WebAssembly.Global) => number | Promise<number>;

/** No file is ever fetched from there. */
const nowhere = "https://pyodide.invalid/";

/** `check` is asked each time the fuel is gone, and, once signals are listened for, whenever Python looks for them. */
export async function boot(check: Check): Promise<Interpreter> {
  const instances: WebAssembly.Instance[] = [];
  const restore = disguise(async (imports) => {
    const asked = () => check(fuelOf(instances[0]));
    // Not a copy of them: what is missing there is made when it is asked for.
    Object.assign(imports.env ?? {}, {
      _Py_CheckEmscriptenSignals_Helper: new WebAssembly.Suspending(asked),
    });
    const instance = await WebAssembly.instantiate(python, imports);
    withoutScreen(python, imports);
    instances.push(instance);
    return { module: python, instance };
  });
  try {
    // Only now: when it is evaluated, it looks where it is.
    const { loadPyodide } = await import("pyodide/pyodide.mjs");
    const pyodide = await loadPyodide({
      _loadSnapshot: unpackMemory(packedSnapshot),
      indexURL: nowhere,
      lockFileContents: JSON.stringify(noPackages),
      createPyodideModule,
      jsglobals: {},
      env: { HOME: "/work" },
    });
    const [instance] = instances;
    return { pyodide, fuel: fuelOf(instance), runLine: lineRunner(instance) };
  } finally {
    restore();
  }
}

const noPackages = {
  info: { abi_version: "2026_0", arch: "wasm32", platform: "emscripten_5_0_3", python: "3.14.2" },
  packages: {},
};

function fuelOf(instance: WebAssembly.Instance | undefined): WebAssembly.Global {
  const fuel = instance?.exports.fuel;
  if (!(fuel instanceof WebAssembly.Global)) throw new Error("Python's WebAssembly has no meter");
  return fuel;
}

function lineRunner(instance: WebAssembly.Instance | undefined): Interpreter["runLine"] {
  const { memory, malloc, PyRun_SimpleString } = instance?.exports ?? {};
  const run = WebAssembly.promising(PyRun_SimpleString as (at: number) => number);
  return async (line) => {
    const bytes = new TextEncoder().encode(`${line}\0`);
    const at = (malloc as (size: number) => number)(bytes.length);
    new Uint8Array((memory as WebAssembly.Memory).buffer).set(bytes, at);
    await run(at);
  };
}

type Instantiate = (
  imports: WebAssembly.Imports,
) => Promise<{ module: WebAssembly.Module; instance: WebAssembly.Instance }>;

/** Returns what undoes it. */
function disguise(instantiate: Instantiate): () => void {
  const before = { fetch: globalThis.fetch, process: globalThis.process };
  const { Module } = WebAssembly;
  const disguised = {
    // With it, Pyodide would take the Worker for Node.
    process: undefined,
    location: new URL(nowhere),
    fetch: async (address: unknown) =>
      String(address).endsWith(".zip") ? new Response(stdlib) : new Response(null),
  };
  Object.assign(globalThis, disguised);
  Object.assign(WebAssembly, {
    instantiateStreaming: (_response: unknown, imports: WebAssembly.Imports) =>
      instantiate(imports),
    // Workers compile nothing at run time; the one small module Pyodide makes itself comes along compiled.
    Module: new Proxy(Module, { construct: (_target, [bytes]) => compiled(bytes) }),
  });
  return () => {
    Object.assign(globalThis, before);
    Object.assign(WebAssembly, { Module });
  };
}

function compiled(bytes: Uint8Array): WebAssembly.Module {
  // Pyodide first tries with an empty module whether it may compile.
  if (bytes.length < 100) throw new Error("nothing is compiled here");
  return trampoline;
}

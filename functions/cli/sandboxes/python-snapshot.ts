/**
 * Starts Python in a process of its own, and writes down its memory: `node python-snapshot.ts FOLDER SOURCES`.
 *
 * As in a Worker, nothing but one small module may be compiled meanwhile: the memory holds places of the table of
 * functions, and they must be the same there (tool-engines.md, A.iii).
 */
import { readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { withoutScreen } from "../../../lib/tools/python/without-screen.ts";
import { packMemory } from "./pack-memory.ts";

const [folder = "", ...sources] = process.argv.slice(2);

/** What most programs begin with: in the snapshot it costs nothing to import. */
const ready =
  "ast, asyncio, base64, bisect, calendar, collections, copy, csv, dataclasses, datetime, decimal, enum, fractions, " +
  "functools, hashlib, heapq, html, io, itertools, json, linecache, math, operator, os, pathlib, random, re, sqlite3, " +
  "statistics, string, tempfile, textwrap, time, traceback, typing, urllib.request, uuid, xml.etree.ElementTree, zipfile";

const { Module, instantiate } = WebAssembly;
let trampoline: Uint8Array | null = null;
const disallowed = () => {
  throw new WebAssembly.CompileError("nothing is compiled in a Worker");
};
Object.assign(WebAssembly, {
  async instantiate(bytes: BufferSource, imports?: WebAssembly.Imports) {
    const instantiated = await instantiate(bytes, imports);
    if (imports !== undefined) withoutScreen(instantiated.module, imports);
    return instantiated;
  },
  Module: new Proxy(Module, {
    construct(_target, [bytes]: [Uint8Array<ArrayBuffer>]) {
      if (bytes.length < 100) disallowed();
      if (trampoline !== null) throw new Error("Pyodide compiles more than its trampoline");
      trampoline = bytes;
      return new Module(bytes);
    },
  }),
});

// Strings hash the same in every run: their hashes stand in the snapshot, in every dict of it, and a seed that changed
// afterwards would make those unreadable. Who floods a dict on purpose slows down the one program that is theirs; what
// is drawn by lot is seeded anew for each run (ferry.py).
const { loadPyodide } = await import("pyodide");
const pyodide = await loadPyodide({
  _makeSnapshot: true,
  jsglobals: {},
  env: { HOME: "/work" },
});
pyodide.runPython(`import ${ready}`);
for (const source of sources) {
  const text = await readFile(source, "utf8");
  const name = basename(source, ".py");
  pyodide.runPython(`
import sys, types
def add(name, source):
    module = types.ModuleType(name)
    sys.modules[name] = module
    exec(compile(source, f"{name}.py", "exec"), module.__dict__)
add(${JSON.stringify(name)}, ${JSON.stringify(text)})
del add`);
}
const memory = pyodide.makeMemorySnapshot();
if (trampoline === null) throw new Error("Pyodide compiled no trampoline");
await writeFile(join(folder, "trampoline.wasm"), trampoline);
await writeFile(join(folder, "snapshot.bin"), packMemory(memory));
process.exit();

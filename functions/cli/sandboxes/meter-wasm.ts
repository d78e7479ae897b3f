/**
 * Puts a meter into a WebAssembly module: every turn of every loop burns fuel, and where none is left the module calls
 * out, or traps. So any computation can be stopped, also within one long call into C, where Python never looks up; and
 * the local runtime has no limit on CPU at all. The numbers are those of webassembly.github.io/spec, "Binary Format".
 */
import { type FuelCheck, type FuelUnit, fuelChecks, op } from "./fuel-checks.ts";
import { joined, leb, signed } from "./wasm-bytes.ts";
import { readStretches, WasmReader } from "./wasm-code.ts";

export type Metering = {
  /** A function the module imports, () → i32: called when the fuel is gone, it may fill it up. Null: a trap ends it. */
  readonly callOut: string | null;
  readonly unit: FuelUnit;
  /** To begin with, at most 2^31 − 1. It is exported as `fuel`, a mutable i32. */
  readonly fuel: number;
  /** The memory can grow to this, in pages of 64 KiB. */
  readonly mostPages: number;
};

const section = { type: 1, import: 2, memory: 5, global: 6, export: 7, code: 10 };
const kind = { function: 0, table: 1, memory: 2, global: 3, tag: 4 };
const mutableI32 = [0x7f, 1];

/** Throws where the module holds what compilers of C and Rust do not write today. */
export function meterWasm(wasm: Uint8Array, metering: Metering): Uint8Array<ArrayBuffer> {
  const sections = readSections(wasm);
  const imports = countImports(bodyOf(sections, section.import), metering.callOut);
  const fuel = imports.globals + new WasmReader(bodyOf(sections, section.global)).number();
  const checkOf = fuelChecks({ fuel, callOut: imports.callOut, unit: metering.unit });
  const full = [...mutableI32, op.i32Const, ...signed(metering.fuel), op.end];
  const changed = sections.map(({ id, body }) => {
    if (id === section.memory) return { id, body: withMost(body, metering.mostPages) };
    if (id === section.global) return { id, body: withOneMore(body, full) };
    if (id === section.export)
      return { id, body: withOneMore(body, [...named("fuel"), kind.global, ...leb(fuel)]) };
    return id === section.code ? { id, body: meterCode(body, checkOf) } : { id, body };
  });
  const parts = changed.flatMap(({ id, body }) => [
    Uint8Array.from([id, ...leb(body.length)]),
    body,
  ]);
  return joined([wasm.subarray(0, 8), ...parts]);
}

type Section = { readonly id: number; readonly body: Uint8Array };

function readSections(wasm: Uint8Array): readonly Section[] {
  const reader = new WasmReader(wasm, 8);
  const sections: Section[] = [];
  while (reader.at < wasm.length) {
    const id = reader.byte();
    const length = reader.number();
    sections.push({ id, body: wasm.subarray(reader.at, reader.at + length) });
    reader.at += length;
  }
  return sections;
}

function bodyOf(sections: readonly Section[], wanted: number): Uint8Array {
  const found = sections.find(({ id }) => id === wanted);
  if (found === undefined) throw new Error(`the module has no section ${wanted}`);
  return found.body;
}

/** How many globals are imported, and which of the functions is the one to call. */
function countImports(body: Uint8Array, callOut: string | null) {
  const reader = new WasmReader(body);
  const count = reader.number();
  let [functions, globals] = [0, 0];
  let found: number | null = null;
  for (let entry = 0; entry < count; entry += 1) {
    reader.name();
    const name = reader.name();
    const what = reader.byte();
    if (what === kind.function && name === callOut) found = functions;
    if (what === kind.function) functions += 1;
    if (what === kind.global) globals += 1;
    skipImportType(reader, what);
  }
  if (callOut !== null && found === null) throw new Error(`the module does not import ${callOut}`);
  return { globals, callOut: found };
}

function skipImportType(reader: WasmReader, what: number): void {
  // The type of a table begins with what it holds; of a global, with its own; of a tag, with a zero.
  if (what === kind.table || what === kind.global || what === kind.tag) reader.byte();
  const flags = reader.number();
  if (what !== kind.table && what !== kind.memory) return;
  reader.number();
  if (flags & 1) reader.number();
}

function withOneMore(body: Uint8Array, entry: readonly number[]): Uint8Array {
  const reader = new WasmReader(body);
  const count = reader.number();
  return joined([
    Uint8Array.from(leb(count + 1)),
    body.subarray(reader.at),
    Uint8Array.from(entry),
  ]);
}

function withMost(body: Uint8Array, mostPages: number): Uint8Array {
  const reader = new WasmReader(body);
  const [count, , least] = [reader.number(), reader.number(), reader.number()];
  if (count !== 1) throw new Error(`the module has ${count} memories`);
  return Uint8Array.from([1, 1, ...leb(least), ...leb(mostPages)]);
}

function meterCode(body: Uint8Array, checkOf: FuelCheck): Uint8Array {
  const reader = new WasmReader(body);
  const count = reader.number();
  const parts: Uint8Array[] = [Uint8Array.from(leb(count))];
  for (let entry = 0; entry < count; entry += 1) {
    const length = reader.number();
    const metered = meterFunction(body.subarray(reader.at, reader.at + length), checkOf);
    parts.push(Uint8Array.from(leb(metered.length)), metered);
    reader.at += length;
  }
  return joined(parts);
}

function meterFunction(code: Uint8Array, checkOf: FuelCheck): Uint8Array {
  const reader = new WasmReader(code);
  const locals = reader.number();
  for (let local = 0; local < locals; local += 1) {
    reader.number();
    reader.byte();
  }
  const parts: Uint8Array[] = [];
  let copied = 0;
  for (const stretch of readStretches(reader, code.length)) {
    const check = checkOf(stretch);
    if (check === null) continue;
    parts.push(code.subarray(copied, stretch.at), check);
    copied = stretch.at;
  }
  return copied === 0 ? code : joined([...parts, code.subarray(copied)]);
}

function named(name: string): readonly number[] {
  return [...leb(name.length), ...new TextEncoder().encode(name)];
}

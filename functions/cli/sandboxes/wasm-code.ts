/** Walks the instructions of WebAssembly, as far as compilers of C write them (webassembly.github.io/spec, "Instructions"). */

/** Reads numbers from the bytes of a module. Throws RangeError beyond their end. */
export class WasmReader {
  readonly bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  byte(): number {
    const value = this.bytes[this.at];
    if (value === undefined) throw new RangeError(`the module ends at byte ${this.at}`);
    this.at += 1;
    return value;
  }

  /** An unsigned LEB128 number; only skipping one is right for signed numbers too. */
  number(): number {
    let [value, factor] = [0, 1];
    for (;;) {
      const byte = this.byte();
      value += (byte & 127) * factor;
      if (byte < 128) return value;
      factor *= 128;
    }
  }

  name(): string {
    const length = this.number();
    this.at += length;
    return new TextDecoder().decode(this.bytes.subarray(this.at - length, this.at));
  }
}

const loop = 0x03;

/**
 * Calls `found` with the position behind the head of each loop from the reader's place to `end`.
 * Throws where it meets an instruction it does not know.
 */
export function findLoops(code: WasmReader, end: number, found: (at: number) => void): void {
  while (code.at < end) {
    const opcode = code.byte();
    skipOperands(code, opcode);
    if (opcode === loop) found(code.at);
  }
}

function skipOperands(code: WasmReader, opcode: number): void {
  if (opcode === 0xfc) skip(code, bulkOperands(code.number()));
  else if (opcode === 0xfd) skipVectorOperands(code, code.number());
  // br_table has a default behind its targets; the typed select only its types.
  else if (opcode === 0x0e) skip(code, code.number() + 1);
  else if (opcode === 0x1c) skip(code, code.number());
  else if (opcode === 0x1f) skipHandlers(code);
  else if (opcode === 0x43) code.at += 4;
  else if (opcode === 0x44) code.at += 8;
  else skip(code, operandsOf(opcode));
}

/** How many LEB128 numbers follow it. */
function operandsOf(opcode: number): number {
  if (opcode >= 0x45 && opcode <= 0xc4) return 0;
  if (opcode >= 0x28 && opcode <= 0x3e) return 2;
  const operands = plainOperands.get(opcode);
  if (operands === undefined) throw new Error(`unknown instruction 0x${opcode.toString(16)}`);
  return operands;
}

const plainOperands = new Map([
  // unreachable, nop, else, throw_ref, end, return, catch_all, drop, select, ref.is_null
  ...[0x00, 0x01, 0x05, 0x0a, 0x0b, 0x0f, 0x19, 0x1a, 0x1b, 0xd1].map((code) => [code, 0] as const),
  // block, loop, if, try, catch, throw, rethrow, br, br_if, call, return_call, delegate, locals, globals,
  // tables, memory.size, memory.grow, i32.const, i64.const, ref.null, ref.func
  ...[0x02, 0x03, 0x04, 0x06, 0x07, 0x08, 0x09, 0x0c, 0x0d, 0x10, 0x12, 0x18].map(
    (code) => [code, 1] as const,
  ),
  ...[0x20, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0x3f, 0x40, 0x41, 0x42, 0xd0, 0xd2].map(
    (code) => [code, 1] as const,
  ),
  // call_indirect, return_call_indirect
  ...[0x11, 0x13].map((code) => [code, 2] as const),
]);

/** Saturating conversions, and what moves memory and tables in bulk. */
function bulkOperands(opcode: number): number {
  if (opcode <= 7) return 0;
  if (opcode > 17) throw new Error(`unknown instruction 0xfc ${opcode}`);
  return [9, 11, 13, 15, 16, 17].includes(opcode) ? 1 : 2;
}

function skipVectorOperands(code: WasmReader, opcode: number): void {
  const isLaneOfMemory = opcode >= 84 && opcode <= 91;
  if (opcode <= 11 || opcode === 92 || opcode === 93 || isLaneOfMemory) skip(code, 2);
  if (opcode === 12 || opcode === 13) code.at += 16;
  if ((opcode >= 21 && opcode <= 34) || isLaneOfMemory) code.at += 1;
}

/** try_table: its type, then what it catches and where each goes. */
function skipHandlers(code: WasmReader): void {
  code.number();
  const handlers = code.number();
  for (let handler = 0; handler < handlers; handler += 1) skip(code, code.byte() < 2 ? 2 : 1);
}

function skip(code: WasmReader, numbers: number): void {
  for (let number = 0; number < numbers; number += 1) code.number();
}

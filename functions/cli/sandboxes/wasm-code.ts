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

/** What is done as a whole or not at all, but for its branches: the body of a function, or one turn of a loop. */
export type Stretch = {
  /** Where it begins, behind the head of the loop. */
  readonly at: number;
  readonly isLoop: boolean;
  /** Of its own: those of loops within are theirs. */
  readonly instructions: number;
};

const loop = 0x03;
const end = 0x0b;
/** block, loop, if, try, try_table: each has its end; delegate is the end of a try. */
const heads = new Set([0x02, loop, 0x04, 0x06, 0x1f]);
const delegate = 0x18;

/** From the reader's place to `stop`, in the order they begin. Throws where it meets an instruction it does not know. */
export function readStretches(code: WasmReader, stop: number): readonly Stretch[] {
  const body = { at: code.at, isLoop: false, instructions: 0 };
  const found = [body];
  // One entry for each open block: the stretch its instructions belong to.
  const open = [body];
  while (code.at < stop) {
    const opcode = code.byte();
    skipOperands(code, opcode);
    const within = open.at(-1) ?? body;
    within.instructions += 1;
    if (opcode === loop) {
      const turn = { at: code.at, isLoop: true, instructions: 0 };
      found.push(turn);
      open.push(turn);
    } else if (heads.has(opcode)) open.push(within);
    else if (opcode === end || opcode === delegate) open.pop();
  }
  return found;
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

/** What was asked of Redis lately, so that tests can count round trips and look at keys. */
import type { Command } from "./resp-values.ts";

export type RecordedRequest = {
  /** Epoch milliseconds. */
  readonly atMs: number;
  /** e.g. "/", "/pipeline", "/multi-exec" */
  readonly path: string;
  /** Command names, upper case, each followed by its keys; values are not kept. */
  readonly commands: readonly (readonly string[])[];
  /** UTF-8 of all commands and their arguments. */
  readonly sizeBytes: number;
};

const KEPT = 1000;

export class RequestLog {
  #recent: RecordedRequest[] = [];
  #count = 0;

  get count(): number {
    return this.#count;
  }

  get recent(): readonly RecordedRequest[] {
    return this.#recent;
  }

  add(path: string, commands: readonly Command[]): void {
    this.#count += 1;
    this.#recent.push({
      atMs: Date.now(),
      path,
      commands: commands.map(nameAndKeys),
      sizeBytes: Buffer.byteLength(commands.flat().join("")),
    });
    if (this.#recent.length > KEPT) this.#recent.shift();
  }
}

const ALL_ARE_KEYS = ["DEL", "EXISTS", "MGET", "SDIFF", "SINTER", "SUNION", "TOUCH", "UNLINK"];
const EVERY_SECOND_IS_A_KEY = ["MSET", "MSETNX"];
const COUNT_THEIR_KEYS = ["EVAL", "EVAL_RO", "EVALSHA", "EVALSHA_RO", "FCALL", "FCALL_RO"];

function nameAndKeys([name = "", ...rest]: Command): readonly string[] {
  const upper = name.toUpperCase();
  return [upper, ...keysOf(upper, rest)];
}

function keysOf(name: string, rest: readonly string[]): readonly string[] {
  if (ALL_ARE_KEYS.includes(name)) return rest;
  if (EVERY_SECOND_IS_A_KEY.includes(name)) return rest.filter((_, index) => index % 2 === 0);
  if (COUNT_THEIR_KEYS.includes(name)) return rest.slice(2, 2 + Number(rest[1]));
  return rest.slice(0, 1);
}

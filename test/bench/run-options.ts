/** The command line of `npm run bench`. */
import { parseArgs } from "node:util";
import { StartRefused } from "../playground/start-refused.ts";
import type { Bench } from "./bench.ts";

export type RunOptions = {
  readonly benches: readonly Bench[];
  /** Where all samples are written to; null: nowhere. */
  readonly jsonPath: string | null;
};

/** Throws StartRefused with the usage for anything it does not know. */
export function parseRunOptions(args: readonly string[], all: readonly Bench[]): RunOptions {
  const names = all.map(({ name }) => name).join("|");
  const usage = `Usage: npm run bench -- [${names}]… [--json FILE]`;
  const { positionals, values } = readArguments(args, usage);
  const unknown = positionals.find((name) => all.every((bench) => bench.name !== name));
  if (unknown !== undefined) throw new StartRefused(`There is no bench "${unknown}". ${usage}`);
  const wanted = all.filter(({ name }) => positionals.includes(name));
  return {
    benches: positionals.length === 0 ? all : wanted,
    jsonPath: values.json ?? null,
  };
}

function readArguments(args: readonly string[], usage: string) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: "string" } },
    });
  } catch (error) {
    throw new StartRefused(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}

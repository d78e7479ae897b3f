/** The command line of `npm start`. */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { HelpWanted, StartRefused } from "./start-refused.ts";

export type StartOptions = {
  /** The worker's port; the chat page gets the next one. */
  readonly port: number;
  readonly pagePort: number;
  /** Absolute path of the folder that survives restarts. */
  readonly dataDir: string;
  /** Takes a real bot over from its webhook while the playground runs. */
  readonly takeOver: boolean;
  /** Forgets the data of earlier runs first. */
  readonly fresh: boolean;
};

const DEFAULT_PORT = 8787;
const HIGHEST_PORT = 65_534;

const usage = "Usage: npm start -- [--port N] [--data DIR] [--take-over] [--fresh]";

/** Throws StartRefused with the usage for anything it does not know, HelpWanted where that is what was asked for. */
export function parseStartOptions(args: readonly string[], root: string): StartOptions {
  const { port: portText, data, "take-over": takeOver, fresh, help } = readArguments(args);
  if (help) throw new HelpWanted(usage);
  const port = portText === undefined ? DEFAULT_PORT : Number(portText);
  if (!Number.isInteger(port) || port < 1 || port > HIGHEST_PORT) {
    throw new StartRefused(`--port needs a number from 1 to ${HIGHEST_PORT}. ${usage}`);
  }
  return {
    port,
    pagePort: port + 1,
    dataDir: data === undefined ? resolve(root, ".ferry") : resolve(data),
    takeOver: takeOver ?? false,
    fresh: fresh ?? false,
  };
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: "string" },
        data: { type: "string" },
        "take-over": { type: "boolean" },
        fresh: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    }).values;
  } catch (error) {
    throw new StartRefused(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}

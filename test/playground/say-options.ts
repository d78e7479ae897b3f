/** The command line of `npm run say`. */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { HelpWanted, StartRefused } from "./start-refused.ts";

export type SayOptions = {
  /** Sent one right after the other; the first is the caption where there are files. */
  readonly texts: readonly string[];
  readonly files: readonly string[];
  /** Sound files, sent as voice messages. */
  readonly voices: readonly string[];
  readonly chatId?: number;
  readonly topicId?: number;
  readonly userId?: number;
  readonly timeoutMs: number;
  /** The data folder of the playground to talk to. */
  readonly dataDir: string;
};

const DEFAULT_TIMEOUT_SECONDS = 120;

const usage =
  'Usage: npm run say -- "text" ["text" …] [--file F]… [--voice F]… [--chat N] [--topic N] [--user N] [--timeout SECONDS] [--data DIR]';

/** Throws StartRefused with the usage for anything it does not know. */
export function parseSayOptions(args: readonly string[], folder: string): SayOptions {
  const { values, positionals: texts } = readArguments(args);
  if (values.help) throw new HelpWanted(usage);
  const { file: files = [], voice: voices = [] } = values;
  if (texts.length + files.length + voices.length === 0) throw new StartRefused(usage);
  const chatId = wholeNumber(values.chat);
  const topicId = wholeNumber(values.topic);
  const userId = wholeNumber(values.user);
  return {
    texts,
    files,
    voices,
    ...(chatId !== undefined && { chatId }),
    ...(topicId !== undefined && { topicId }),
    ...(userId !== undefined && { userId }),
    timeoutMs: (wholeNumber(values.timeout) ?? DEFAULT_TIMEOUT_SECONDS) * 1000,
    dataDir: resolve(folder, values.data ?? ".ferry"),
  };
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: joinNegative(args),
      allowPositionals: true,
      options: {
        file: { type: "string", multiple: true },
        voice: { type: "string", multiple: true },
        chat: { type: "string" },
        topic: { type: "string" },
        user: { type: "string" },
        timeout: { type: "string" },
        data: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    throw new StartRefused(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}

/** Group ids are negative, which parseArgs takes for an option: `--chat -4001` becomes `--chat=-4001`. */
function joinNegative(args: readonly string[]): string[] {
  const joined: string[] = [];
  for (const arg of args) {
    const isGroup = joined.at(-1) === "--chat" && /^-\d+$/.test(arg);
    if (isGroup) joined[joined.length - 1] = `--chat=${arg}`;
    else joined.push(arg);
  }
  return joined;
}

function wholeNumber(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^-?\d+$/.test(text)) throw new StartRefused(`"${text}" is not a whole number. ${usage}`);
  return Number(text);
}

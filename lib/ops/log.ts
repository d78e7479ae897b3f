/** One JSON line per event, for `wrangler tail` and Workers Logs. Fields are ids, counts and codes, never content. */
import { redact } from "./redact.ts";

export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

type Write = (line: string) => void;

export function createLog(write: { readonly out: Write; readonly err: Write }): Log {
  const line = (level: string, event: string, fields: LogFields = {}) =>
    JSON.stringify({ level, event, ...fields }, redactText);
  return {
    info: (event, fields) => write.out(line("info", event, fields)),
    warn: (event, fields) => write.err(line("warn", event, fields)),
    error: (event, fields) => write.err(line("error", event, fields)),
  };
}

/** Value by value: over a whole line a secret's pattern could reach across quotes and break the JSON. */
function redactText(_name: string, value: unknown): unknown {
  return typeof value === "string" ? redact(value) : value;
}

/** One JSON line per event, for `wrangler tail` and Workers Logs. Fields are ids, counts and codes, never content. */
import { type Point, pointOf } from "./metrics.ts";
import { redact } from "./redact.ts";

export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

type Write = (line: string) => void;

export type LogSinks = {
  readonly out: Write;
  readonly err: Write;
  /** Where what is counted goes; absent: nowhere. */
  readonly point?: (point: Point) => void;
};

export function createLog({ out, err, point }: LogSinks): Log {
  const say =
    (write: Write, level: string) =>
    (event: string, fields: LogFields = {}) => {
      const line = JSON.stringify({ level, event, ...fields }, redactText);
      write(line);
      const counted = point && pointOf(event, JSON.parse(line));
      if (counted) point(counted);
    };
  return { info: say(out, "info"), warn: say(err, "warn"), error: say(err, "error") };
}

/** Value by value: over a whole line a secret's pattern could reach across quotes and break the JSON. */
function redactText(_name: string, value: unknown): unknown {
  return typeof value === "string" ? redact(value) : value;
}

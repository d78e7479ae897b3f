/** Turns the worker's output into what a person at the terminal wants to see: warnings and errors, readable. */
import { z } from "zod";

/** A line of lib/ops/log.ts. */
const logLine = z.looseObject({
  level: z.enum(["info", "warn", "error"]),
  event: z.string(),
});

/** wrangler prints it at every start; the playground ticks the cron itself. */
const EXPECTED = /Scheduled Workers are not automatically triggered/;

/** wrangler's own marks around console.warn, console.error and its own trouble. */
const MARKED = /^(?:▲ \[WARNING\]|✘ \[ERROR\]|\[wrangler:(?:error|warn)\])\s*(.*)$/;

/** The line to show, or null where it is not worth a look. */
export function readableWarning(line: string): string | null {
  const marked = MARKED.exec(line);
  const text = marked?.[1] ?? line;
  const parsed = logLine.safeParse(parseJson(text));
  if (parsed.success) return parsed.data.level === "info" ? null : describe(parsed.data);
  if (marked === null || EXPECTED.test(text) || text === "") return null;
  return `worker: ${text}`;
}

function describe({ level, event, ...fields }: z.infer<typeof logLine>): string {
  const details = Object.entries(fields).map(([name, value]) => `${name}=${String(value)}`);
  return [`worker ${level}:`, event, ...details].join(" ");
}

function parseJson(text: string): unknown {
  if (!text.startsWith("{")) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Commands that make no sense over REST: they block, or belong to a connection all requests share. */
import type { Command } from "./resp-values.ts";

const FORBIDDEN = new Set([
  "AUTH",
  "BGSAVE",
  "BLMOVE",
  "BLMPOP",
  "BLPOP",
  "BRPOP",
  "BRPOPLPUSH",
  "BZMPOP",
  "BZPOPMAX",
  "BZPOPMIN",
  "CLIENT",
  "CONFIG",
  "DEBUG",
  "DISCARD",
  "EXEC",
  "HELLO",
  "MONITOR",
  "MULTI",
  "PSUBSCRIBE",
  "QUIT",
  "REPLICAOF",
  "RESET",
  "SAVE",
  "SELECT",
  "SHUTDOWN",
  "SSUBSCRIBE",
  "SUBSCRIBE",
  "UNWATCH",
  "WAIT",
  "WATCH",
]);

const STREAM_READS = ["XREAD", "XREADGROUP"];

/** Upstash's own refusal, or null where the command may run. */
export function refuseCommand(command: Command): string | null {
  const name = (command[0] ?? "").toUpperCase();
  const blocks =
    STREAM_READS.includes(name) && command.some((word) => word.toUpperCase() === "BLOCK");
  if (!blocks && !FORBIDDEN.has(name)) return null;
  return `ERR Command is not available: '${name}'. See https://upstash.com/docs/redis/overall/rediscompatibility for details`;
}

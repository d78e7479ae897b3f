/** The way to Redis: one round trip per call, time-limited, tried once, behind the breaker. */
import { Redis, type UpstashResponse } from "@upstash/redis/cloudflare";
import {
  admits,
  type BreakerEvent,
  type BreakerState,
  closedBreaker,
  nextBreaker,
} from "./breaker.ts";

/** Design §6. History may be 256 kB and is worth waiting for: without it Postgres is asked. */
const defaultCallTimeoutMs = 150;
const historyTimeoutMs = 1000;

export type CacheOptions = {
  readonly url: string;
  readonly token: string;
  readonly now: () => number;
  readonly callTimeoutMs?: number;
  /** Called once for every request sent: round trips are counted per turn. */
  readonly onRoundTrip?: () => void;
  /** Called when the breaker changes from one state to another. */
  readonly onBreaker?: (state: BreakerState["kind"]) => void;
};

export type CacheResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: CacheFailure };

/** `open`: not asked, the breaker is open · `error`: unreachable, or a command was refused. */
export type CacheFailure = "open" | "timeout" | "error";

export type Commands = ReturnType<Redis["multi"]>;

/** What Redis answered to one command; the value is for the reader to parse. */
export type Reply = { readonly value: unknown } | { readonly error: string };

/** `history` reads have their own limit, and being slow is not held against Redis. */
type CallKind = "plain" | "history";

export interface Cache {
  /** Sends the commands as one MULTI … EXEC in one round trip; never throws or rejects for Redis's sake. */
  readonly send: (
    fill: (commands: Commands) => void,
    kind?: CallKind,
  ) => Promise<CacheResult<readonly Reply[]>>;
}

export function openCache(options: CacheOptions): Cache {
  const clients = {
    plain: connect(options, options.callTimeoutMs ?? defaultCallTimeoutMs),
    history: connect(options, historyTimeoutMs),
  };
  let breaker = closedBreaker;
  const move = (event: BreakerEvent, now: number) => {
    const before = breaker.kind;
    breaker = nextBreaker(breaker, event, now);
    if (breaker.kind !== before) options.onBreaker?.(breaker.kind);
  };

  return {
    async send(fill, kind = "plain") {
      const commands = clients[kind].multi();
      fill(commands);
      const startedAtMs = options.now();
      if (!admits(breaker, startedAtMs)) return { ok: false, reason: "open" };
      move({ kind: "started" }, startedAtMs);
      options.onRoundTrip?.();
      const result = await execute(commands);
      move({ kind: verdict(result, kind), startedAtMs }, options.now());
      return result;
    },
  };
}

function connect({ url, token }: CacheOptions, timeoutMs: number): Redis {
  return new Redis({
    url,
    token,
    // `retry: false` still tries twice (client 1.39.0); this is exactly one try.
    retry: { retries: 0 },
    // A function: with a plain signal the client turns an abort into a made-up answer.
    signal: () => AbortSignal.timeout(timeoutMs),
    responseEncoding: false,
    enableTelemetry: false,
    automaticDeserialization: false,
    enableAutoPipelining: false,
  });
}

async function execute(commands: Commands): Promise<CacheResult<readonly Reply[]>> {
  try {
    const replies = await commands.exec({ keepErrors: true });
    return { ok: true, value: replies.map(toReply) };
  } catch (error) {
    // The client's error text holds the command, that is user content: only its kind is kept.
    const timedOut = error instanceof Error && error.name === "TimeoutError";
    return { ok: false, reason: timedOut ? "timeout" : "error" };
  }
}

function toReply(reply: UpstashResponse<unknown>): Reply {
  return reply.error === undefined ? { value: reply.result } : { error: reply.error };
}

function verdict(
  result: CacheResult<unknown>,
  kind: CallKind,
): "succeeded" | "failed" | "abandoned" {
  if (result.ok) return "succeeded";
  return result.reason === "timeout" && kind === "history" ? "abandoned" : "failed";
}

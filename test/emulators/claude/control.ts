/** What tests may ask of the Claude stand-in over `/sim/*`: scripted answers, faults, and the record of requests. */
import { z } from "zod";

/** Header that carries the control key of every `/sim/*` request. */
export const CONTROL_HEADER = "x-sim-key";

const pace = {
  /** Characters per delta; absent: the whole block is one delta. */
  deltaChars: z.int().positive().optional(),
  /** Pause before each delta, in milliseconds. */
  delayMs: z.int().nonnegative().optional(),
};

const errorType = z.enum([
  "invalid_request_error",
  "authentication_error",
  "billing_error",
  "permission_error",
  "not_found_error",
  "rate_limit_error",
  "timeout_error",
  "api_error",
  "overloaded_error",
  "conflict_error",
  // Not in the SDK's ErrorType, yet what HTTP 413 carries (platform.claude.com/docs/en/api/errors).
  "request_too_large",
]);

const errorBody = z.strictObject({
  type: errorType,
  message: z.string(),
  /** Machine-readable cause, e.g. `{ error_code: "enforced_spend_limit_reached" }`. */
  details: z.looseObject({ error_code: z.string() }).optional(),
});

const refusalCategory = z.enum([
  "cyber",
  "bio",
  "frontier_llm",
  "reasoning_extraction",
  "general_harms",
]);

const stop = z.discriminatedUnion("reason", [
  z.strictObject({
    type: z.literal("stop"),
    reason: z.enum([
      "end_turn",
      "tool_use",
      "max_tokens",
      "pause_turn",
      "model_context_window_exceeded",
    ]),
  }),
  z.strictObject({
    type: z.literal("stop"),
    reason: z.literal("stop_sequence"),
    sequence: z.string(),
  }),
  z.strictObject({
    type: z.literal("stop"),
    reason: z.literal("refusal"),
    category: refusalCategory.nullable(),
    explanation: z.string().nullable(),
  }),
]);

/** Steps run in order; each of text, thinking, tool_use and server_* makes one content block. */
const step = z.union([
  z.strictObject({ type: z.literal("text"), text: z.string(), ...pace }),
  /** The signature is computed by the stand-in, bound to the model and everything before it. */
  z.strictObject({
    type: z.literal("thinking"),
    thinking: z.string(),
    ...pace,
  }),
  /** Several in a row are parallel calls. `inputJson` sends that raw text instead of `input` (streams only). */
  z.strictObject({
    type: z.literal("tool_use"),
    name: z.string(),
    input: z.record(z.string(), z.unknown()),
    id: z.string().optional(),
    inputJson: z.string().optional(),
    ...pace,
  }),
  z.strictObject({
    type: z.literal("server_tool_use"),
    name: z.enum(["web_search", "web_fetch", "code_execution", "bash_code_execution"]),
    input: z.record(z.string(), z.unknown()),
    id: z.string().optional(),
    ...pace,
  }),
  /** The result of the server_tool_use step before it; `content` is sent as it is, in the SDK's shape. */
  z.strictObject({
    type: z.literal("server_tool_result"),
    result: z.enum([
      "web_search_tool_result",
      "web_fetch_tool_result",
      "code_execution_tool_result",
      "bash_code_execution_tool_result",
    ]),
    content: z.unknown(),
  }),
  /** The summary that a compaction is answered with; without one it ends for the reason of `stop`. */
  z.strictObject({ type: z.literal("summary"), text: z.string().min(1) }),
  z.strictObject({ type: z.literal("ping") }),
  /** Before the first block this delays the response headers too. */
  z.strictObject({ type: z.literal("delay"), ms: z.int().nonnegative() }),
  /** Waits for `POST /sim/release { name }` or for the client to go away; with `pingEveryMs` only pings flow. */
  z.strictObject({
    type: z.literal("hold"),
    name: z.string(),
    pingEveryMs: z.int().positive().optional(),
  }),
  /** Answers with an HTTP error instead of a message; nothing but delay and hold may stand before it. */
  z.strictObject({
    type: z.literal("http_error"),
    status: z.int().min(400).max(599),
    error: errorBody,
    headers: z.record(z.string(), z.string()).optional(),
  }),
  /** Absent: `tool_use` where a tool_use block was made, else `end_turn`. */
  stop,
]);

/** How the body goes wrong. Deltas are content_block_delta events, counted over the whole stream. */
const fault = z.discriminatedUnion("type", [
  /** An SSE `error` event inside the 200, then the end of the body. */
  z.strictObject({
    type: z.literal("error_event"),
    afterDeltas: z.int().nonnegative(),
    error: errorBody,
  }),
  /** The socket is destroyed once `atByte` bytes of the body were sent. */
  z.strictObject({ type: z.literal("cut"), atByte: z.int().nonnegative() }),
  /** The body ends cleanly but early: after that many deltas, or just before `message_stop` when absent. */
  z.strictObject({
    type: z.literal("end_early"),
    afterDeltas: z.int().nonnegative().optional(),
  }),
]);

function isHttpErrorReachable(steps: readonly Step[]): boolean {
  const at = steps.findIndex(({ type }) => type === "http_error");
  return steps.slice(0, Math.max(at, 0)).every(isSilent);
}

function isSilent(step: Step): boolean {
  return step.type === "delay" || (step.type === "hold" && step.pingEveryMs === undefined);
}

/** Body of `POST /sim/scripts`: the answer to the next request that matches. */
export const scriptSchema = z.strictObject({
  /** Text that the last user message, its tool results included, must contain; absent: any request. */
  match: z.string().optional(),
  /** The kind of request it answers: an ordinary one, or one that asks for a compaction. */
  answers: z.enum(["message", "compaction"]).default("message"),
  /** How many requests it answers. */
  times: z.int().positive().default(1),
  steps: z.array(step).refine(isHttpErrorReachable, {
    message: "only delay and hold without pings may stand before http_error",
  }),
  /** Only for `stream: true`, except `cut`. */
  fault: fault.optional(),
});

export type Script = z.input<typeof scriptSchema>;
export type QueuedScript = z.output<typeof scriptSchema>;
export type Step = z.output<typeof step>;
export type Fault = z.output<typeof fault>;
export type ErrorBody = z.output<typeof errorBody>;

/** Body of `POST /sim/release`. A release before its hold is remembered. */
export const releaseSchema = z.strictObject({ name: z.string() });

/** Body of `POST /sim/clock`: moves the clock of file expiry and prompt cache forward. */
export const clockSchema = z.strictObject({ advanceMs: z.int().nonnegative() });

/** One request as it arrived; times are wall-clock milliseconds since the epoch. */
export type RecordedRequest = {
  readonly index: number;
  readonly atMs: number;
  readonly method: string;
  readonly path: string;
  /** Lower-cased names, without authorization and x-api-key. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON; null where the body is not JSON (uploads). */
  readonly body: unknown;
  /** 0 until the answer began. */
  readonly status: number;
  readonly startedAtMs?: number;
  readonly firstDeltaAtMs?: number;
  readonly endedAtMs?: number;
  /** The client went away before the answer was complete. */
  readonly aborted: boolean;
};

/** Answer of `GET /sim/requests?after=N`: those with index > N, oldest first. */
export type RecordedRequests = {
  readonly requests: readonly RecordedRequest[];
};

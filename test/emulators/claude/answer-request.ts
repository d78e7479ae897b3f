/** Sends one answer over the raw socket, as a stream or as one message, and tells the log how it went. */
import type { ServerResponse } from "node:http";
import { errorEnvelope } from "./api-error.ts";
import { BodyWriter } from "./body-writer.ts";
import { collectMessage } from "./collect-message.ts";
import { compactionEvents, compactionMessage } from "./compaction-message.ts";
import type { Fault, Step } from "./control.ts";
import { pause } from "./pause.ts";
import { type Answering, playScript } from "./play-script.ts";
import { blocksOf } from "./prompt-blocks.ts";
import type { LogEntry } from "./request-log.ts";
import type { AcceptedPrompt } from "./rules/check-prompt.ts";
import type { MessagesRequest } from "./schema/request.ts";
import { type StreamEvent, writeStream } from "./sse.ts";
import type { World } from "./world.ts";

type HttpErrorStep = Extract<Step, { type: "http_error" }>;

export type Answer = {
  readonly request: MessagesRequest;
  readonly accepted: AcceptedPrompt;
  readonly steps: readonly Step[];
  readonly fault: Fault | undefined;
};

export type Exchange = {
  readonly world: World;
  readonly outgoing: ServerResponse;
  readonly requestId: string;
  readonly log: LogEntry;
};

/** The exchange once an answer is on its way. */
type Line = Exchange & { readonly body: BodyWriter; readonly signal: AbortSignal };

export async function sendAnswer(exchange: Exchange, answer: Answer): Promise<void> {
  const { world, outgoing, log } = exchange;
  const { fault, steps } = answer;
  const body = new BodyWriter(outgoing, fault?.type === "cut" ? fault.atByte : undefined);
  const gone = new AbortController();
  outgoing.on("close", () => {
    log.ended({ aborted: !outgoing.writableFinished && !body.wasCut });
    gone.abort();
  });
  const line = { ...exchange, body, signal: gone.signal };
  const failure = steps.find((step) => step.type === "http_error");
  if (failure !== undefined) return sendError(line, failure, steps);
  if (answer.request.compaction) return sendSummary(line, answer);
  const events = playScript(steps, answering(world, answer, gone.signal));
  if (answer.request.stream === true) return sendStream(line, events, fault);
  return sendPlain(line, await collectMessage(events));
}

async function sendSummary(line: Line, { request, accepted, steps, fault }: Answer): Promise<void> {
  const { world, signal } = line;
  const promptUsage = world.cache.account(request.model, accepted.blocks, world.nowMs());
  for (const step of steps) await wait(step, line);
  if (signal.aborted) return;
  const message = compactionMessage(steps, { model: request.model, promptUsage, world });
  if (request.stream !== true) return sendPlain(line, message);
  return sendStream(line, compactionEvents(message), fault);
}

async function sendStream(
  { outgoing, requestId, log, body }: Line,
  events: AsyncIterable<StreamEvent>,
  fault: Fault | undefined,
): Promise<void> {
  // Sent with the first event: a delay or hold before it delays the headers, too.
  outgoing.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-cache",
    "request-id": requestId,
  });
  await writeStream(events, { body, fault, log, requestId });
  body.end();
}

async function sendPlain(
  { outgoing, requestId, log, body }: Line,
  message: object | null,
): Promise<void> {
  if (message === null) return;
  log.started(200);
  outgoing.writeHead(200, { "content-type": "application/json", "request-id": requestId });
  await body.write(JSON.stringify(message));
  body.end();
}

async function sendError(
  line: Line,
  failure: HttpErrorStep,
  steps: readonly Step[],
): Promise<void> {
  const { outgoing, requestId, log } = line;
  for (const step of steps) await wait(step, line);
  const head = { "content-type": "application/json", "request-id": requestId, ...failure.headers };
  log.started(failure.status);
  outgoing.writeHead(failure.status, head);
  outgoing.end(JSON.stringify(errorEnvelope(failure.error, requestId)));
}

async function wait(step: Step, { world, signal }: Line): Promise<void> {
  if (step.type === "delay") await pause(step.ms, signal);
  if (step.type === "hold") await world.holds.wait(step.name, signal);
}

function answering(world: World, { request, accepted }: Answer, signal: AbortSignal): Answering {
  const { model, thinking, max_tokens: maxTokens } = request;
  const { blocks, prefixHash, transformations } = accepted;
  const promptUsage = world.cache.account(model, blocks, world.nowMs());
  const { signer, holds } = world;
  const display = thinking && "display" in thinking ? thinking.display : undefined;
  // Progress notes of `between_tools` are meant to be read; adaptive thinking is omitted unless asked for.
  const showThinking = thinking?.type === "between_tools" || display === "summarized";
  const thinks = thinking?.type !== "disabled";
  const pausedToolId = pausedTool(request.messages);
  const parts = { model, maxTokens, thinks, showThinking, promptUsage, prefixHash, pausedToolId };
  return { ...parts, transformations, signer, holds, signal };
}

/** A request that ends with Claude's own words goes on with them: the result of their last call is still due. */
function pausedTool(messages: MessagesRequest["messages"]): string {
  const last = messages.at(-1);
  if (last?.role !== "assistant") return "";
  const call = blocksOf(last.content).findLast(({ type }) => type === "server_tool_use");
  return call?.type === "server_tool_use" ? call.id : "";
}

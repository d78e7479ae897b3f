/** `POST /v1/messages` and `/v1/messages/count_tokens`: checked, answered by a script or by the persona. */
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { Hono } from "hono";
import type { z } from "zod";
import { type Answer, sendAnswer } from "./answer-request.ts";
import type { ApiEnv } from "./api-env.ts";
import { type ApiError, errorResponse, invalidRequest } from "./api-error.ts";
import type { Step } from "./control.ts";
import { newestTold } from "./newest-text.ts";
import { personaSteps } from "./persona/persona-steps.ts";
import { summarize } from "./persona/summarize.ts";
import { readJson } from "./read-body.ts";
import type { LogEntry } from "./request-log.ts";
import { checkPrompt } from "./rules/check-prompt.ts";
import { refuseSampling } from "./rules/sampling-parameters.ts";
import { explainIssues } from "./schema/explain-issue.ts";
import { countTokensSchema, type MessagesRequest, requestSchema } from "./schema/request.ts";
import type { World } from "./world.ts";

export function messagesRoutes(world: World): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>();

  routes.post("/v1/messages", async (c) => {
    const { requestId, log } = c.var;
    const request = await parseBody(c.req.raw, requestSchema, log);
    if ("status" in request) return errorResponse(request, requestId);
    const betas = betasOf(c.req.raw.headers);
    const { max_tokens: maxTokens, stop_sequences: stopSequences = [] } = request;
    const accepted = checkPrompt({ prompt: request, maxTokens, stopSequences, betas }, world);
    if ("status" in accepted) return errorResponse(accepted, requestId);
    const answer = { request, accepted, ...(await chooseAnswer(request, world)) };
    await sendAnswer({ world, outgoing: c.env.outgoing, requestId, log }, answer);
    return RESPONSE_ALREADY_SENT;
  });

  routes.post("/v1/messages/count_tokens", async (c) => {
    const { requestId, log } = c.var;
    const prompt = await parseBody(c.req.raw, countTokensSchema, log);
    if ("status" in prompt) return errorResponse(prompt, requestId);
    const betas = betasOf(c.req.raw.headers);
    // Counted is the conversation as sent: a compaction is passed over (BetaCompactionConfig in the SDK).
    const asked = { prompt: { ...prompt, compaction: null }, maxTokens: undefined, betas };
    const accepted = checkPrompt({ ...asked, stopSequences: [] }, world);
    if ("status" in accepted) return errorResponse(accepted, requestId);
    return c.json({ input_tokens: accepted.blocks.reduce((sum, { tokens }) => sum + tokens, 0) });
  });

  return routes;
}

async function parseBody<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  log: LogEntry,
): Promise<ApiError | z.output<Schema>> {
  const read = await readJson(request);
  if ("status" in read) return read;
  log.body(read.body);
  const refusal = refuseSampling(read.body);
  if (refusal !== null) return refusal;
  const parsed = schema.safeParse(read.body);
  return parsed.success ? parsed.data : invalidRequest(explainIssues(parsed.error));
}

function betasOf(headers: Headers): ReadonlySet<string> {
  return new Set(
    headers
      .get("anthropic-beta")
      ?.split(",")
      .map((beta) => beta.trim()),
  );
}

async function chooseAnswer(
  request: MessagesRequest,
  world: World,
): Promise<Pick<Answer, "steps" | "fault">> {
  const kind = request.compaction ? "compaction" : "message";
  const script = world.scripts.take(kind, newestTold(request.messages));
  if (script === undefined) return { steps: await offlineSteps(request, world), fault: undefined };
  return { steps: script.steps, fault: script.fault };
}

async function offlineSteps(request: MessagesRequest, world: World): Promise<readonly Step[]> {
  if (!request.compaction) return personaSteps(request, world);
  return [{ type: "summary", text: summarize(request.messages) }];
}

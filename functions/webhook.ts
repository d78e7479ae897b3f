/** HTTP: Telegram's webhook and the health check. Store first, then acknowledge; nothing else happens before the 200. */
import { normalizeUpdate } from "../lib/intake/normalize-update.ts";
import type { Normalized } from "../lib/intake/normalized.ts";
import { type ThreadAddress, threadId } from "../lib/model/ids.ts";
import type { Inbound } from "../lib/model/inbound.ts";
import { describeError } from "../lib/ops/describe-error.ts";
import { botIdentity } from "./bot-identity.ts";
import { log, type Services, servicesOf } from "./compose.ts";
import type { Config, Env } from "./env.ts";
import { readBody } from "./read-body.ts";
import { sameSecret } from "./same-secret.ts";

const secretHeader = "X-Telegram-Bot-Api-Secret-Token";
/** Telegram's updates are a few kB; anything near this is not from Telegram (openclaw's cap). */
const maxBodyBytes = 1024 * 1024;
const retryAfterSeconds = "2";

export async function serveHttp(request: Request, env: Env): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname === "/telegram/webhook") return receiveUpdate(request, env);
  if (pathname === "/health") return health(env);
  return new Response("Not found", { status: 404 });
}

async function receiveUpdate(request: Request, env: Env): Promise<Response> {
  if (request.method !== "POST")
    return new Response(null, { status: 405, headers: { Allow: "POST" } });
  try {
    const services = servicesOf(env);
    if (!sameSecret(request.headers.get(secretHeader), services.config.TELEGRAM_WEBHOOK_SECRET)) {
      return new Response(null, { status: 401 });
    }
    const body = await readBody(request, maxBodyBytes);
    if (body === null) return new Response(null, { status: 413 });
    const update = normalizeUpdate(parseJson(body), await botIdentity(services));
    await storeUpdate(update, env, services);
    return new Response(null, { status: 200 });
  } catch (thrown) {
    log.error("webhook.failed", { ...describeError(thrown) });
    return new Response(null, { status: 503, headers: { "Retry-After": retryAfterSeconds } });
  }
}

async function storeUpdate(update: Normalized, env: Env, services: Services): Promise<void> {
  if (update.kind === "ignored")
    return services.log.info("update.ignored", { reason: update.reason });
  if (update.kind === "stop") return batcherOf(env, update.thread).stop(update.draftId);
  if (update.kind === "edit") {
    const outcome = await batcherOf(env, update.inbound.thread).edit(update.inbound);
    return services.log.info("update.edit", { update: update.inbound.updateId, outcome });
  }
  if (update.kind === "anonymous") return store(update.inbound, true, { env, services });
  if (update.kind !== "inbound") return services.log.info("update.unserved", { kind: update.kind });
  const inbound = admitted(update.inbound, services.config);
  return store(inbound, update.addressed, { env, services });
}

async function store(
  inbound: Inbound,
  addressed: boolean,
  { env, services }: { readonly env: Env; readonly services: Services },
): Promise<void> {
  const outcome = await batcherOf(env, inbound.thread).enqueue(inbound, addressed);
  if (outcome === "not_addressed") services.log.info("update.ignored", { reason: outcome });
  if (outcome === "duplicate") services.log.info("update.duplicate", { update: inbound.updateId });
}

/** Who is not served gets a kind sentence, and nothing they wrote is stored. */
function admitted(inbound: Inbound, { OPEN_TO_ALL, ALLOWED_IDS }: Config): Inbound {
  const open = OPEN_TO_ALL === "yes" || ALLOWED_IDS.length === 0;
  return open || ALLOWED_IDS.includes(inbound.from.id)
    ? inbound
    : { ...inbound, content: { kind: "not_allowed" } };
}

function batcherOf(env: Env, thread: ThreadAddress) {
  return env.BATCHER.get(env.BATCHER.idFromName(threadId(thread)));
}

/** Undefined where it is not JSON: then it is logged and dropped like any update we cannot read. */
function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function health(env: Env): Response {
  try {
    servicesOf(env);
    return Response.json({ ok: true });
  } catch (thrown) {
    log.error("health.failed", { ...describeError(thrown) });
    return Response.json({ ok: false }, { status: 503 });
  }
}

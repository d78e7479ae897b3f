/** HTTP: Telegram's webhook and the health check. Store first, then acknowledge; nothing else happens before the 200. */
import { normalizeUpdate } from "../lib/intake/normalize-update.ts";
import { describeError } from "../lib/ops/describe-error.ts";
import { botIdentity } from "./bot-identity.ts";
import { log, servicesOf } from "./compose.ts";
import type { Env } from "./env.ts";
import { keepUpdate } from "./keep-update.ts";
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
    const json = parseJson(body);
    const update = normalizeUpdate(json, await botIdentity(services));
    await keepUpdate({ json, update }, { env, services });
    return new Response(null, { status: 200 });
  } catch (thrown) {
    log.error("webhook.failed", { ...describeError(thrown) });
    return new Response(null, { status: 503, headers: { "Retry-After": retryAfterSeconds } });
  }
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

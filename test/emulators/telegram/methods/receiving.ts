/** getUpdates, setWebhook, deleteWebhook, getWebhookInfo. */
import { z } from "zod";
import { ApiError, badRequest } from "../api-error.ts";
import type { Emulator } from "../emulator.ts";
import { bool, int, json } from "./fields.ts";
import { defineMethod, type Method } from "./method.ts";

const DEFAULT_CONNECTIONS = 40;
const POLL_CONFLICT =
  "Conflict: can't use getUpdates method while webhook is active; " +
  "use deleteWebhook to delete the webhook first";

/** Left out, the previous setting stays. */
const allowedUpdates = { allowed_updates: json(z.array(z.string())).optional() };

function keepAllowed({ updates }: Emulator, allowed: readonly string[] | undefined): void {
  if (allowed !== undefined) updates.allowed = allowed;
}

const getUpdates = defineMethod(
  "getUpdates",
  z.object({
    offset: int.default(0),
    limit: int.default(100),
    timeout: int.default(0),
    ...allowedUpdates,
  }),
  (emulator, input) => {
    if (emulator.webhook.webhook !== null) throw new ApiError(409, POLL_CONFLICT);
    keepAllowed(emulator, input.allowed_updates);
    const limit = Math.min(Math.max(input.limit, 1), 100);
    return emulator.longPoll.poll({ offset: input.offset, limit, timeoutSeconds: input.timeout });
  },
);

const setWebhook = defineMethod(
  "setWebhook",
  z.object({
    url: z.string().default(""),
    secret_token: z.string().optional(),
    max_connections: int.default(DEFAULT_CONNECTIONS),
    drop_pending_updates: bool.optional(),
    ip_address: z.string().optional(),
    ...allowedUpdates,
  }),
  (emulator, input) => {
    const { url, secret_token: secretToken } = input;
    if (url !== "") checkWebhook(url, secretToken);
    keepAllowed(emulator, input.allowed_updates);
    if (input.drop_pending_updates) emulator.updates.clear();
    const maxConnections = Math.min(Math.max(input.max_connections, 1), 100);
    const secret = secretToken === undefined ? {} : { secretToken };
    emulator.webhook.set(url === "" ? null : { url, maxConnections, ...secret });
    return true;
  },
);

/** Telegram wants HTTPS on ports 443, 80, 88 or 8443; the bots of this emulator run on this machine. */
function checkWebhook(url: string, secretToken: string | undefined): void {
  if (!URL.canParse(url)) throw badRequest("bad webhook: Wrong HTTP URL");
  const { protocol, hostname } = new URL(url);
  const isLocal = hostname === "127.0.0.1" || hostname === "localhost";
  if (protocol !== "https:" && !(protocol === "http:" && isLocal)) {
    throw badRequest("bad webhook: An HTTPS URL must be provided for webhook");
  }
  if (secretToken === undefined) return;
  if (secretToken.length > 256) throw badRequest("secret token is too long");
  if (!/^[\w-]*$/.test(secretToken)) throw badRequest("secret token contains unallowed characters");
}

const deleteWebhook = defineMethod(
  "deleteWebhook",
  z.object({ drop_pending_updates: bool.optional() }),
  (emulator, input) => {
    if (input.drop_pending_updates) emulator.updates.clear();
    emulator.webhook.set(null);
    return true;
  },
);

const getWebhookInfo = defineMethod("getWebhookInfo", z.object({}), ({ webhook, updates }) => {
  const { webhook: current, lastError } = webhook;
  return {
    url: current?.url ?? "",
    has_custom_certificate: false,
    pending_update_count: updates.pending().length,
    ...(current === null ? {} : { max_connections: current.maxConnections }),
    ...(updates.allowed?.length ? { allowed_updates: updates.allowed } : {}),
    ...(lastError === null
      ? {}
      : { last_error_date: lastError.dateSeconds, last_error_message: lastError.message }),
  };
});

export const receivingMethods: readonly Method[] = [
  getUpdates,
  setWebhook,
  deleteWebhook,
  getWebhookInfo,
];

/** One HTTP attempt to hand an update to the bot's webhook. */
import type { Update } from "grammy/types";

/** Telegram waits this long for the reply [tdlib/telegram-bot-api #341]. */
const REPLY_TIMEOUT_MS = 60_000;
const MAX_RETRY_AFTER_SECONDS = 3600;

export type Webhook = {
  readonly url: string;
  readonly secretToken?: string;
  readonly maxConnections: number;
};

export type WebhookAnswer = {
  /** 0 where nobody answered. */
  readonly status: number;
  readonly retryAfterSeconds: number;
  readonly body: string;
  /** What getWebhookInfo will show, or null for a 2xx. */
  readonly error: string | null;
};

/** One attempt; an abort by `closing` counts like a dropped connection. */
export async function postUpdate(
  webhook: Webhook,
  update: Update,
  closing?: AbortSignal,
): Promise<WebhookAnswer> {
  const secret = webhook.secretToken;
  const timeout = AbortSignal.timeout(REPLY_TIMEOUT_MS);
  try {
    const response = await fetch(webhook.url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(secret === undefined ? {} : { "x-telegram-bot-api-secret-token": secret }),
      },
      body: JSON.stringify(update),
      redirect: "manual",
      signal: closing === undefined ? timeout : AbortSignal.any([timeout, closing]),
    });
    return answerOf(response, await response.text());
  } catch (error) {
    return { status: 0, retryAfterSeconds: 0, body: "", error: connectionError(error) };
  }
}

function answerOf(response: Response, body: string): WebhookAnswer {
  const { status, statusText, ok } = response;
  const error = ok ? null : `Wrong response from the webhook: ${status} ${statusText}`;
  const asked = Number(response.headers.get("retry-after") ?? 0);
  const seconds = Number.isFinite(asked) ? Math.max(0, asked) : 0;
  return { status, retryAfterSeconds: Math.min(seconds, MAX_RETRY_AFTER_SECONDS), body, error };
}

function connectionError(error: unknown): string {
  if (error instanceof DOMException && error.name === "TimeoutError") return "Read timeout expired";
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  return code === "ECONNREFUSED" ? "Connection refused" : "Connection reset by peer";
}

/** A person with a chat of their own, as workerd tests speak for them: updates in, what Telegram and Claude saw out. */
import { exports } from "cloudflare:workers";
import { inject } from "vitest";
import { webhookSecret } from "../support/workers-world.ts";

const world = inject("world");
let nextUpdateId = Date.now();
let nextChatId = Date.now() % 1_000_000_000;

export type Call = {
  readonly index: number;
  readonly method: string;
  readonly params: Record<string, unknown>;
  readonly ok: boolean;
};
export type ClaudeRequest = {
  readonly index: number;
  readonly status: number;
  readonly body: { readonly messages: readonly { role: string; content: unknown }[] };
};

export type Chat = Awaited<ReturnType<typeof openChat>>;

/** A fresh private chat, known to the Telegram emulator. */
export async function openChat(languageCode = "en") {
  const userId = ++nextChatId;
  const user = { id: userId, firstName: "Ada", languageCode };
  await sim("telegram", "POST", "/sim/chats", { type: "private", title: "Ada", members: [user] });
  const callsFrom = await lastIndex("telegram", "/sim/calls", "calls");
  const requestsFrom = await lastIndex("claude", "/sim/requests", "requests");
  let messageId = 0;

  return {
    userId,
    threadId: `${userId}:0:${userId}`,
    update(text: string) {
      const entities = text.startsWith("/")
        ? [{ type: "bot_command", offset: 0, length: text.split(" ")[0]?.length ?? 0 }]
        : [];
      return {
        update_id: ++nextUpdateId,
        message: {
          message_id: ++messageId,
          date: Math.floor(Date.now() / 1000),
          chat: { id: userId, type: "private", first_name: "Ada" },
          from: { id: userId, is_bot: false, first_name: "Ada", language_code: languageCode },
          text,
          entities,
        },
      };
    },
    async say(text: string): Promise<number> {
      return (await post(this.update(text))).status;
    },
    /** Bot API calls for this chat so far. */
    async calls(method?: string): Promise<Call[]> {
      const { calls } = await sim<{ calls: Call[] }>(
        "telegram",
        "GET",
        `/sim/calls?after=${callsFrom}`,
      );
      return calls.filter(
        (call) => call.params.chat_id === userId && (!method || call.method === method),
      );
    },
    async answers(): Promise<string[]> {
      const sent = await this.calls("sendRichMessage");
      return sent
        .filter((call) => call.ok)
        .map((call) => (call.params.rich_message as { markdown: string }).markdown);
    },
    /** Claude's requests since the chat was opened whose text holds `mark`. */
    async requests(mark: string): Promise<ClaudeRequest[]> {
      const { requests } = await sim<{ requests: ClaudeRequest[] }>(
        "claude",
        "GET",
        `/sim/requests?after=${requestsFrom}`,
      );
      return requests.filter((request) => JSON.stringify(request.body).includes(mark));
    },
  };
}

export function post(update: unknown, secret = webhookSecret): Promise<Response> {
  return exports.default.fetch("https://ferry.test/telegram/webhook", {
    method: "POST",
    headers: { "content-type": "application/json", "X-Telegram-Bot-Api-Secret-Token": secret },
    body: JSON.stringify(update),
  });
}

/** Asks a stand-in's control side. */
export async function sim<T>(
  side: "telegram" | "claude" | "switches",
  method: string,
  path: string,
  body?: unknown,
): Promise<T> {
  const { port } = world[side];
  const key = side === "switches" ? world.switches.key : world[side].controlKey;
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers: { "x-sim-key": key, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok)
    throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

async function lastIndex(
  side: "telegram" | "claude",
  path: string,
  field: string,
): Promise<number> {
  const list = (await sim<Record<string, { index: number }[]>>(side, "GET", path))[field] ?? [];
  return list.at(-1)?.index ?? -1;
}

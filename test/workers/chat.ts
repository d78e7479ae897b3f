/** A person with a chat of their own, as workerd tests speak for them: updates in, what Telegram and Claude saw out. */
import { exports } from "cloudflare:workers";
import { expect, inject, vi } from "vitest";
import type { Script } from "../emulators/claude/control.ts";
import type { RecordedCall, SimMessage, Snapshot } from "../emulators/telegram/control.ts";
import { webhookSecret } from "../support/workers-world.ts";
import type { ClaudeRequest } from "./claude-request.ts";
import { stopButton } from "./stop-button.ts";
import { textFields } from "./text-fields.ts";
import { openThread } from "./thread.ts";
import { withoutFacts } from "./without-facts.ts";

const world = inject("world");
let nextUpdateId = Date.now();
// Files run at the same time in one world: what begins by chance does not meet.
let nextChatId = 1_000_000_000 + Math.floor(Math.random() * 5e9);

type Fault =
  | { kind: "error"; code: number; description: string; retryAfterSeconds?: number }
  | { kind: "delay"; delayMs: number }
  | { kind: "lost_answer" | "lost_call" };

export type Chat = Awaited<ReturnType<typeof openChat>>;
export type ChatOptions = {
  readonly languageCode?: string;
  readonly group?: boolean | "basic" | "forum";
};

/** A fresh chat, known to the Telegram emulator: private, or a group with this one person. */
export async function openChat({ languageCode = "en", group = false }: ChatOptions = {}) {
  const userId = ++nextChatId;
  const user = { id: userId, firstName: "Ada", languageCode };
  const type = group === "basic" ? "group" : group ? "supergroup" : "private";
  const { chat } = await sim<{ chat: { id: number } }>("telegram", "POST", "/sim/chats", {
    type,
    title: "Ada",
    isForum: group === "forum",
    members: [user],
  });
  return enterChat({ chat: { id: chat.id, type }, userId, languageCode });
}

export type Entrance = {
  readonly chat: { readonly id: number; readonly type: "private" | "group" | "supergroup" };
  readonly userId: number;
  readonly languageCode?: string;
};

/** A person in a chat that the Telegram emulator knows. */
export async function enterChat({ chat, userId, languageCode = "en" }: Entrance) {
  const { type } = chat;
  const group = type !== "private";
  const requestsFrom = await lastRequest();
  const threadId = `${chat.id}:0:${userId}`;
  let messageId = 0;

  return {
    ...openThread(threadId),
    userId,
    chatId: chat.id,
    threadId,
    languageCode,
    /** A word nobody else says: scripts and requests of this chat are known by it. */
    tag: `tag${userId}`,

    /** Fields of Telegram's Message besides those every message has. */
    update(fields: string | Record<string, unknown>) {
      return {
        update_id: ++nextUpdateId,
        message: {
          message_id: ++messageId,
          date: Math.floor(Date.now() / 1000),
          chat: { id: chat.id, type, ...(group ? { title: "Ada" } : { first_name: "Ada" }) },
          from: { id: userId, is_bot: false, first_name: "Ada", language_code: languageCode },
          ...(typeof fields === "string" ? textFields(fields) : fields),
        },
      };
    },

    async say(fields: string | Record<string, unknown>): Promise<number> {
      return (await post(this.update(fields))).status;
    },

    /** Resolves when nothing is under way any more, and Postgres has everything. */
    settled(): Promise<void> {
      return eventually(async () => {
        expect(await this.journal("select id from turn")).toEqual([]);
        expect(await this.journal("select row_seq from outbox")).toEqual([]);
      });
    },

    /** The Stop button under a draft. */
    pressStop(draftId: number): Promise<Response> {
      const stopped = { chat: { id: chat.id, type, first_name: "Ada" }, draft_id: draftId };
      return post({ update_id: ++nextUpdateId, stopped_message_generation: stopped });
    },

    /** Bot API calls for this chat so far. */
    async calls(method?: string): Promise<RecordedCall[]> {
      const { calls } = await sim<{ calls: RecordedCall[] }>("telegram", "GET", "/sim/calls");
      return calls.filter(
        (call) => Number(call.params.chat_id) === chat.id && (!method || call.method === method),
      );
    },

    /** What the bot has in the chat now, oldest first. */
    async shown(): Promise<SimMessage[]> {
      const { bot, messages } = await sim<Snapshot>("telegram", "GET", "/sim/state");
      return messages.filter(
        (message) => message.chat.id === chat.id && message.from?.id === bot.id,
      );
    },

    /** Rich messages that arrived; what still grows, with its Stop button, is none. */
    async answers(): Promise<string[]> {
      const shown = await this.shown();
      return shown.flatMap(({ richMarkdown, reply_markup }) =>
        richMarkdown === undefined || stopButton(reply_markup) ? [] : [richMarkdown],
      );
    },

    /** Resolves with the one message that grows, when it shows these words. */
    growing(words: string): Promise<SimMessage> {
      return eventually(async () => {
        const live = (await this.shown()).filter(({ reply_markup }) => stopButton(reply_markup));
        expect(live.map(({ richMarkdown }) => richMarkdown)).toEqual([
          expect.stringContaining(words),
        ]);
        return live[0] as SimMessage;
      });
    },

    /** Plain messages that arrived: commands are answered so, and what Telegram took only unformatted. */
    async plainAnswers(): Promise<string[]> {
      const sent = await this.calls("sendMessage");
      return sent.filter((call) => call.ok).map((call) => String(call.params.text));
    },

    /** Resolves with the answers when there are so many. */
    answered(count: number): Promise<string[]> {
      return eventually(async () => {
        const answers = await this.answers();
        expect(answers).toHaveLength(count);
        return answers;
      });
    },

    /** Resolves when the pieces that arrived make up the text, but for white space at the cuts. */
    answeredInFull(text: string, pieces: () => Promise<string[]>): Promise<void> {
      const words = (whole: string) => whole.split(/\s+/).join(" ");
      return eventually(async () => {
        const arrived = await pieces();
        expect(arrived.length).toBeGreaterThan(1);
        expect(words(arrived.join(" "))).toBe(words(text));
      });
    },

    /** Resolves with the draft's id when these words are in the draft. */
    drafted(words: string): Promise<number> {
      return eventually(async () => {
        const drafts = await this.calls("sendRichMessageDraft");
        const shown = drafts.find((call) => JSON.stringify(call.params).includes(words));
        expect(shown, `a draft with "${words}"`).toBeDefined();
        return Number(shown?.params.draft_id);
      });
    },

    /** Claude's requests since the chat was opened that hold this chat's tag. */
    async requests(): Promise<ClaudeRequest[]> {
      return (await this.wholeRequests()).map(withoutFacts);
    },

    /** The same with the time, the name and the files that are told beside the words. */
    async wholeRequests(): Promise<ClaudeRequest[]> {
      const { requests } = await sim<{ requests: ClaudeRequest[] }>(
        "claude",
        "GET",
        `/sim/requests?after=${requestsFrom}`,
      );
      return requests.filter((request) => JSON.stringify(request.body).includes(this.tag));
    },

    /** What Claude answers to the next message of this chat. */
    script(steps: Script["steps"], more: Omit<Script, "steps"> = {}): Promise<unknown> {
      return sim("claude", "POST", "/sim/scripts", { match: this.tag, steps, ...more });
    },

    /** What goes wrong with the next calls of a Bot API method in this chat. */
    fault(method: string, fault: Fault & { times?: number; skip?: number }): Promise<unknown> {
      return sim("telegram", "POST", "/sim/faults", { method, chatId: chat.id, ...fault });
    },
  };
}

/** Retries until it passes; what a person would wait for. */
export function eventually<T>(check: () => Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: 15_000, interval: 25 });
}

export function post(update: unknown, secret: string | null = webhookSecret): Promise<Response> {
  return exports.default.fetch("https://ferry.test/telegram/webhook", {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(secret === null ? {} : { "X-Telegram-Bot-Api-Secret-Token": secret }),
    },
    body: typeof update === "string" ? update : JSON.stringify(update),
  });
}

export function release(name: string): Promise<unknown> {
  return sim("claude", "POST", "/sim/release", { name });
}

/** Asks a stand-in's control side. */
export async function sim<T>(
  side: "telegram" | "claude" | "gemini" | "switches",
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

async function lastRequest(): Promise<number> {
  const { requests } = await sim<{ requests: { index: number }[] }>(
    "claude",
    "GET",
    "/sim/requests",
  );
  return requests.at(-1)?.index ?? -1;
}

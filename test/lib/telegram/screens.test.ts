/** The screens against the strict stand-in for Telegram: what a person sees of each view, and what is refused. */
import { Api } from "grammy";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type AnswerView, nothingToSee } from "../../../lib/telegram/answer-view.ts";
import { type BotApi, openBotApi } from "../../../lib/telegram/bot-api.ts";
import { richDraft, textDraft } from "../../../lib/telegram/screens/draft.ts";
import { editedMessage, type Grow } from "../../../lib/telegram/screens/edited-message.ts";
import { firstSupported } from "../../../lib/telegram/screens/first-supported.ts";
import { editLive, openLive } from "../../../lib/telegram/screens/live-message.ts";
import type { Screen } from "../../../lib/telegram/screens/screen.ts";
import type { Fault, RecordedCall, Snapshot } from "../../emulators/telegram/control.ts";
import { startTelegram, type Telegram } from "../../emulators/telegram/start-telegram.ts";
import { HandClock } from "../../support/hand-clock.ts";

const view = (changes: Partial<AnswerView>): AnswerView => ({ ...nothingToSee, ...changes });
const words = view({ text: "**Ahoy** <b>" });
const full = view({ thinking: "Hm.", working: ["Searching…"], text: "Ahoy" });
const title = "Thoughts";
const stop = { label: "Stop", data: "stop:31" };

let telegram: Telegram;
let api: BotApi;
let chatId: number;
let from: number;
beforeAll(async () => {
  telegram = await startTelegram({ limits: "off" });
  api = openBotApi({ token: telegram.token, apiRoot: telegram.apiRoot });
});
afterAll(() => telegram.stop());
beforeEach(async () => {
  await sim("DELETE", "/sim/faults");
  const members = [
    { id: 7000 + Math.floor(Math.random() * 1e6), firstName: "Ada", languageCode: "en" },
  ];
  const created = await sim<{ chat: { id: number } }>("POST", "/sim/chats", {
    type: "private",
    title: "Ada",
    members,
  });
  chatId = created.chat.id;
  from = (await sim<{ calls: RecordedCall[] }>("GET", "/sim/calls")).calls.length;
});

async function sim<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${telegram.url}${path}`, {
    method,
    headers: { "x-sim-key": telegram.controlKey, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return (await response.json()) as T;
}

const fault = (method: string, description: string, code = 400): Promise<unknown> =>
  sim("POST", "/sim/faults", { method, kind: "error", code, description } satisfies Fault);

async function methods(): Promise<string[]> {
  const { calls } = await sim<{ calls: RecordedCall[] }>("GET", "/sim/calls");
  return calls.slice(from).map(({ method }) => method);
}

async function drafts() {
  const { drafts: all } = await sim<Snapshot>("GET", "/sim/state");
  return all.filter((draft) => draft.chatId === chatId);
}

async function messages() {
  const { messages: all } = await sim<Snapshot>("GET", "/sim/state");
  return all.filter((message) => message.chat.id === chatId);
}

const draft = () => ({ api, draft: { place: { chat_id: chatId }, draftId: 31 }, title });
const show = (screen: Screen, seen: AnswerView | null) => screen.show(async () => seen);

describe("a rich draft", () => {
  test("without anything to see shows that Claude thinks, with a button to stop it", async () => {
    await show(richDraft(draft()), nothingToSee);
    expect(await drafts()).toMatchObject([{ draftId: 31, text: "", canStop: true }]);
  });

  test("shows the words so far, cleaned", async () => {
    expect(await show(richDraft(draft()), words)).toEqual({ kind: "ok", value: true });
    expect(await drafts()).toMatchObject([{ richMarkdown: "**Ahoy** \\<b>", canStop: true }]);
  });

  test("has thoughts and tools above them", async () => {
    expect(await show(richDraft(draft()), full)).toMatchObject({ kind: "ok" });
    const [shown] = await drafts();
    expect(shown?.richMarkdown).toMatch(/^<details>[\s\S]*Hm[\s\S]*<tg-thinking>[\s\S]*\n\nAhoy$/);
  });

  test("goes as text with entities where Telegram cannot read it", async () => {
    await fault("sendRichMessageDraft", "Bad Request: can't parse rich message");
    expect(await show(richDraft(draft()), view({ text: "**Ahoy**" }))).toMatchObject({
      kind: "ok",
    });
    const entities = [{ type: "bold", offset: 0, length: 4 }];
    expect(await drafts()).toMatchObject([{ text: "Ahoy", entities }]);
  });

  test("is not sent twice into a flood", async () => {
    await fault("sendRichMessageDraft", "Too Many Requests: retry after 3", 429);
    expect(await show(richDraft(draft()), words)).toMatchObject({ kind: "refused", code: 429 });
    expect(await methods()).toEqual(["sendRichMessageDraft"]);
  });

  test("is not sent into a topic that is gone, now or later", async () => {
    await fault("sendRichMessageDraft", "Bad Request: message thread not found");
    const screen = richDraft(draft());
    expect(await show(screen, words)).toMatchObject({ kind: "refused", code: 400 });
    await show(screen, words);
    expect(await methods()).toEqual(["sendRichMessageDraft"]);
  });

  test("shows nothing where nothing may be shown any more", async () => {
    expect(await show(richDraft(draft()), null)).toMatchObject({ kind: "unknown" });
    expect(await methods()).toEqual([]);
  });
});

test("a text draft has thoughts and tools in a quote that folds", async () => {
  expect(await show(textDraft(draft()), full)).toMatchObject({ kind: "ok" });
  expect(await drafts()).toMatchObject([
    {
      text: "Searching…\nHm.\nAhoy",
      entities: [{ type: "expandable_blockquote", offset: 0, length: 14 }],
      canStop: true,
    },
  ]);
});

describe("an edited message", () => {
  const clock = new HandClock();
  const edited = (grow: Grow) =>
    editedMessage({ api, clock, place: { chat_id: chatId }, title, stop, intervalMs: 1000, grow });

  test("is not there before the first words: the chat shows typing, no oftener than it fades", async () => {
    const screen = edited(async (take) => {
      expect(await take()).toBeNull();
      return { kind: "unknown", description: "nothing to show" };
    });
    for (const seconds of [0, 1, 1, 1, 1]) {
      await clock.advance(seconds * 1000);
      await show(screen, view({ thinking: "Hm." }));
    }
    expect(await methods()).toEqual(["sendChatAction", "sendChatAction"]);
  });

  test("opens with the words, and its button goes with every edit", async () => {
    let messageId: number | null = null;
    const screen = edited(async (take) => {
      const picture = await take();
      if (!picture) throw new Error("no picture of words");
      if (messageId !== null)
        return editLive(api, { chat_id: chatId, message_id: messageId }, picture);
      const opened = await openLive(api, { chat_id: chatId }, picture);
      if (opened.kind === "ok") messageId = opened.value;
      return opened;
    });
    await show(screen, full);
    // What it opens with is what a notification says.
    expect(await messages()).toMatchObject([{ richMarkdown: "Ahoy" }]);
    await show(screen, full);
    const shown = await messages();
    expect(shown).toHaveLength(1);
    expect(shown[0]?.richMarkdown).toMatch(/^<details>[\s\S]*<i>Searching[\s\S]*Ahoy$/);
    expect(shown[0]?.reply_markup).toEqual({
      inline_keyboard: [[{ text: "Stop", callback_data: "stop:31" }]],
    });
  });
});

describe("a message that grows, where its formatting is refused,", () => {
  const look = (text: string) => ({ markdown: text, plain: () => ({ text, entities: [] }) });
  const picture = { opening: look("| a |"), growing: look("| a |"), stop };

  test("goes as text, and so does its edit", async () => {
    await fault("sendRichMessage", "Bad Request: can't parse rich message");
    const opened = await openLive(api, { chat_id: chatId }, picture);
    if (opened.kind !== "ok") throw new Error("not sent");
    await fault("editMessageText", "Bad Request: can't parse rich message");
    const more = { ...picture, growing: look("| a | b |") };
    const message = { chat_id: chatId, message_id: opened.value };
    expect(await editLive(api, message, more)).toMatchObject({ kind: "ok" });
    expect(await messages()).toMatchObject([{ text: "| a | b |" }]);
  });

  test("is not edited as text where the same stands there, or where it was deleted", async () => {
    const opened = await openLive(api, { chat_id: chatId }, picture);
    if (opened.kind !== "ok") throw new Error("not sent");
    const message = { chat_id: chatId, message_id: opened.value };
    expect(await editLive(api, message, picture)).toMatchObject({ kind: "refused", code: 400 });
    await new Api(telegram.token, { apiRoot: telegram.apiRoot }).deleteMessage(
      chatId,
      opened.value,
    );
    expect(await editLive(api, message, picture)).toMatchObject({ kind: "refused", code: 400 });
    expect((await methods()).filter((method) => method === "editMessageText")).toHaveLength(2);
  });
});

describe("the best screen there is", () => {
  const fake = (name: string, shown: string[], code: number | null): Screen => ({
    pace: { intervalMs: name.length, keepAliveMs: 1 },
    show: async () => {
      shown.push(name);
      return code === null
        ? { kind: "ok", value: true }
        : { kind: "refused", code, description: "Not Found: method not found" };
    },
  });

  test("gives way for good to the next where Telegram does not know it", async () => {
    const shown: string[] = [];
    const screen = firstSupported([fake("rich", shown, 404), fake("plain", shown, null)]);
    expect(screen.pace.intervalMs).toBe(4);
    for (let frame = 0; frame < 2; frame += 1) await show(screen, words);
    expect(shown).toEqual(["rich", "plain", "plain"]);
    expect(screen.pace.intervalMs).toBe(5);
  });

  test("stays where a frame is only put off", async () => {
    const shown: string[] = [];
    const screen = firstSupported([fake("rich", shown, 429), fake("plain", shown, null)]);
    for (let frame = 0; frame < 2; frame += 1) await show(screen, words);
    expect(shown).toEqual(["rich", "rich"]);
  });

  test("where none is left nothing is shown, and nothing is tried again", async () => {
    const shown: string[] = [];
    const screen = firstSupported([fake("rich", shown, 404)]);
    expect(await show(screen, words)).toMatchObject({ kind: "unknown" });
    expect(shown).toEqual(["rich"]);
  });

  test("in a chat without drafts is the message that is edited", async () => {
    const group = await sim<{ chat: { id: number } }>("POST", "/sim/chats", {
      type: "supergroup",
      title: "Crew",
      members: [{ id: 4242, firstName: "Ada", languageCode: "en" }],
    });
    chatId = group.chat.id;
    const shown: string[] = [];
    const screen = firstSupported([
      richDraft(draft()),
      textDraft(draft()),
      fake("edit", shown, null),
    ]);
    await show(screen, words);
    expect(shown).toEqual(["edit"]);
  });
});

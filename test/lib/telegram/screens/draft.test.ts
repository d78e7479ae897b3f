/** Drafts against the strict stand-in for Telegram: what a person sees of each view, and what is refused. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { nothingToSee } from "../../../../lib/telegram/answer-view.ts";
import { richDraft, textDraft } from "../../../../lib/telegram/screens/draft.ts";
import {
  full,
  type ScreenChat,
  type Screens,
  show,
  startScreens,
  title,
  view,
  words,
} from "./screen-chat.ts";

let screens: Screens;
let chat: ScreenChat;
beforeAll(async () => {
  screens = await startScreens();
});
afterAll(() => screens.stop());
beforeEach(async () => {
  chat = await screens.newChat("private");
});

const draft = () => ({ api: screens.api, draft: chat.draft, title });

describe("a rich draft", () => {
  test("without anything to see shows that Claude thinks, with a button to stop it", async () => {
    await show(richDraft(draft()), nothingToSee);
    expect(await chat.drafts()).toMatchObject([{ draftId: 31, text: "", canStop: true }]);
  });

  test("shows the words so far, cleaned", async () => {
    expect(await show(richDraft(draft()), words)).toEqual({ kind: "ok", value: true });
    expect(await chat.drafts()).toMatchObject([{ richMarkdown: "**Ahoy** \\<b>", canStop: true }]);
  });

  test("has thoughts and tools above them", async () => {
    expect(await show(richDraft(draft()), full)).toMatchObject({ kind: "ok" });
    const [shown] = await chat.drafts();
    expect(shown?.richMarkdown).toMatch(/^<details>[\s\S]*Hm[\s\S]*<tg-thinking>[\s\S]*\n\nAhoy$/);
  });

  test("goes as text with entities where Telegram cannot read it", async () => {
    await chat.fault("sendRichMessageDraft", "Bad Request: can't parse rich message");
    expect(await show(richDraft(draft()), view({ text: "**Ahoy**" }))).toMatchObject({
      kind: "ok",
    });
    const entities = [{ type: "bold", offset: 0, length: 4 }];
    expect(await chat.drafts()).toMatchObject([{ text: "Ahoy", entities }]);
  });

  test("is not sent twice into a flood", async () => {
    await chat.fault("sendRichMessageDraft", "Too Many Requests: retry after 3", 429);
    expect(await show(richDraft(draft()), words)).toMatchObject({ kind: "refused", code: 429 });
    expect(await chat.methods()).toEqual(["sendRichMessageDraft"]);
  });

  test("is not sent into a topic that is gone, now or later", async () => {
    await chat.fault("sendRichMessageDraft", "Bad Request: message thread not found");
    const screen = richDraft(draft());
    expect(await show(screen, words)).toMatchObject({ kind: "refused", code: 400 });
    await show(screen, words);
    expect(await chat.methods()).toEqual(["sendRichMessageDraft"]);
  });

  test("shows nothing where nothing may be shown any more", async () => {
    expect(await show(richDraft(draft()), null)).toMatchObject({ kind: "unknown" });
    expect(await chat.methods()).toEqual([]);
  });
});

test("a text draft has thoughts and tools in a quote that folds", async () => {
  expect(await show(textDraft(draft()), full)).toMatchObject({ kind: "ok" });
  expect(await chat.drafts()).toMatchObject([
    {
      text: "Searching…\nHm.\nAhoy",
      entities: [{ type: "expandable_blockquote", offset: 0, length: 14 }],
      canStop: true,
    },
  ]);
});

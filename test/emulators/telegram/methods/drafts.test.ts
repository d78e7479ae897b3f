/** Drafts: shown, replaced, stopped, gone. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Snapshot } from "../control.ts";
import { ADA, CREW, type Rig, refusal, startRig } from "../testing/rig.ts";

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(async () => {
  vi.useRealTimers();
  await rig.telegram.stop();
});

const drafts = async () => (await rig.sim<Snapshot>("/state")).drafts;
const showDraft = (draft_id: number, markdown: string, other = {}) =>
  rig.api.raw.sendRichMessageDraft({
    chat_id: ADA,
    draft_id,
    rich_message: { markdown },
    ...other,
  });

describe("a draft", () => {
  test("is shown and replaced while it is written", async () => {
    await rig.api.raw.sendMessageDraft({ chat_id: ADA, draft_id: 1, text: "" });
    expect(await drafts()).toMatchObject([{ chatId: ADA, topicId: 0, draftId: 1, text: "" }]);
    await rig.api.raw.sendMessageDraft({
      chat_id: ADA,
      draft_id: 1,
      text: "*Ahoy*",
      parse_mode: "MarkdownV2",
    });
    expect(await drafts()).toMatchObject([{ text: "Ahoy", entities: [{ type: "bold" }] }]);
    await showDraft(2, "# Ahoy", { can_stop: true });
    expect(await drafts()).toMatchObject([{ draftId: 2, richMarkdown: "# Ahoy", canStop: true }]);
  });

  test("goes as soon as a real message comes", async () => {
    await showDraft(1, "almost");
    await rig.api.sendMessage(ADA, "done");
    expect(await drafts()).toEqual([]);
  });

  test("goes after 30 seconds without news", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    await rig.telegram.stop();
    rig = await startRig();
    await showDraft(1, "forgotten");
    vi.advanceTimersByTime(29_999);
    expect(await drafts()).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(await drafts()).toEqual([]);
  });

  test("once stopped never comes back, and the bot is told", async () => {
    await showDraft(1, "on and on", { can_stop: true });
    await rig.sim("/stops", { chatId: ADA, userId: ADA, draftId: 1 });
    const [update] = await rig.api.getUpdates();
    expect(update?.stopped_message_generation).toMatchObject({ chat: { id: ADA }, draft_id: 1 });
    expect(await drafts()).toEqual([]);
    expect(await showDraft(1, "and on")).toBe(true);
    expect(await drafts()).toEqual([]);
    await showDraft(2, "another one");
    expect(await drafts()).toHaveLength(1);
  });

  test("stays when stopped, if the bot asked for that, but without its button", async () => {
    await showDraft(1, "kept", { can_stop: true, keep_on_stop: true });
    await rig.sim("/stops", { chatId: ADA, userId: ADA, draftId: 1 });
    expect(await drafts()).toMatchObject([{ richMarkdown: "kept", canStop: false }]);
  });

  test("without a Stop button cannot be stopped", async () => {
    await showDraft(1, "unstoppable");
    const answer = await rig.sim("/stops", { chatId: ADA, userId: ADA, draftId: 1 });
    expect(answer).toEqual({ error: "this draft has no Stop button" });
  });

  test("is refused in groups, with id 0, too long, malformed, or with a new file", async () => {
    const send = (other: object) =>
      refusal(rig.api.raw.sendMessageDraft({ chat_id: ADA, draft_id: 1, text: "x", ...other }));
    expect(await send({ chat_id: CREW })).toBe("Bad Request: TEXTDRAFT_PEER_INVALID");
    expect(await send({ draft_id: 0 })).toBe("Bad Request: RANDOM_ID_INVALID");
    expect(await send({ text: "x".repeat(4097) })).toBe("Bad Request: message is too long");
    expect(await refusal(showDraft(1, "<b>open"))).toContain("can't find end tag");
    const media = [{ id: "a", media: { type: "photo", media: "https://e.org/a.jpg" } }];
    const rich_message = { markdown: "![](tg://photo?id=a)", media };
    expect(
      await refusal(
        rig.api.raw.sendRichMessageDraft({ chat_id: ADA, draft_id: 1, rich_message } as never),
      ),
    ).toContain("can't be uploaded in a draft");
  });

  test("may think aloud, which a real message may not", async () => {
    const markdown = "<tg-thinking>Let me see</tg-thinking>";
    await showDraft(1, markdown);
    expect(await drafts()).toHaveLength(1);
    const rich_message = { markdown };
    expect(await refusal(rig.api.raw.sendRichMessage({ chat_id: ADA, rich_message }))).toContain(
      "only in sendRichMessageDraft",
    );
  });

  test("has limits of its own, wider than those of messages", async () => {
    for (let step = 0; step < 10; step += 1) await showDraft(1, `step ${step}`);
    expect(await refusal(showDraft(1, "step 10"))).toBe("Too Many Requests: retry after 1");
    await rig.api.sendMessage(ADA, "the answer still goes");
  });
});

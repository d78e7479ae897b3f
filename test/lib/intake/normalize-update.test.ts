/** Updates besides messages: edits, membership, the Stop button; and those that make no sense. */
import { describe, expect, test } from "vitest";
import { normalizeUpdate } from "../../../lib/intake/normalize-update.ts";
import { botUser, fate, text } from "./fate.ts";
import { bot, groupMessage, type JsonFields, privateMessage, textWith } from "./updates.ts";

describe("other updates", () => {
  test.each(["channel_post", "edited_channel_post"])("%s is a channel's", (kind) => {
    expect(fate({ update_id: 1, [kind]: { message_id: 4 } })).toBe("channel");
  });

  test.each(["shipping_query", "poll", "something_new"])("%s is passed over", (kind) => {
    expect(fate({ update_id: 1, [kind]: { id: "x" } })).toBe("update_kind");
  });

  const edited = (fields: JsonFields) => {
    const { message, ...update } = privateMessage(fields);
    return { ...update, edited_message: message };
  };

  test("an edit is the message as it stands now, under its old number", () => {
    expect(normalizeUpdate(edited({ text: "hallo", edit_date: 1_795_000_009 }), bot)).toMatchObject(
      {
        kind: "edit",
        inbound: { updateId: 900, messageId: 5, content: text("hallo") },
      },
    );
  });

  test("an edit is never obeyed as a command", () => {
    const result = normalizeUpdate(edited(textWith("/new")), bot);
    expect(result).toMatchObject({ kind: "edit", inbound: { content: text("/new") } });
  });

  test("a live location that moves, an edit by a bot or in a channel change nothing", () => {
    expect(fate(edited({ location: { latitude: 1, longitude: 2 } }))).toBe("live_location");
    expect(fate(edited({ text: "x", from: botUser }))).toBe("not_from_a_person");
    expect(fate(edited({ text: "x", chat: { id: -1, type: "channel" } }))).toBe("channel");
    expect(fate(edited({ pinned_message: {} }))).toBe("service_message");
  });

  const group = { id: -5, type: "group", title: "Crew" };
  const alone = { id: 42, type: "private" };
  test.each<[string, JsonFields, JsonFields, string]>([
    ["blocks the bot", alone, { status: "kicked" }, "blocked"],
    ["lets it in again", alone, { status: "member" }, "active"],
    ["shows it out of a group", group, { status: "kicked" }, "left"],
    ["sees it leave a group", group, { status: "left" }, "left"],
    ["makes it an administrator", group, { status: "administrator" }, "active"],
    ["restricts it", group, { status: "restricted", is_member: true }, "active"],
    ["restricts it outside", group, { status: "restricted", is_member: false }, "left"],
  ])("who %s is noted", (_does, chat, new_chat_member, status) => {
    const from = { id: 42, is_bot: false, first_name: "Ada" };
    const date = 1_795_000_000;
    const update = { update_id: 1, my_chat_member: { chat, from, date, new_chat_member } };
    const { id: chatId, ...info } = chat;
    expect(fate(update)).toEqual({
      kind: "membership",
      membership: { updateId: 1, chatId, chat: info, status, changedAtMs: date * 1000 },
    });
  });

  test("what a channel does with the bot is its own affair", () => {
    const my_chat_member = {
      chat: { id: -5, type: "channel", title: "News" },
      date: 1_795_000_000,
      new_chat_member: { status: "administrator" },
    };
    expect(fate({ update_id: 1, my_chat_member })).toBe("channel");
  });

  test("the Stop button of a draft stops the conversation it stands in", () => {
    const chat = { id: 42, type: "private", first_name: "Ada" };
    const stop = (more: object) => ({
      update_id: 1,
      stopped_message_generation: { chat, draft_id: 31, ...more },
    });
    const thread = { chatId: 42, topicId: 0, userId: 42 };
    expect(normalizeUpdate(stop({}), bot)).toEqual({ kind: "stop", thread, draftId: 31 });
    expect(normalizeUpdate(stop({ message_thread_id: 8 }), bot)).toEqual({
      kind: "stop",
      thread: { ...thread, topicId: 8 },
      draftId: 31,
    });
  });

  test.each<[string, unknown]>([
    ["null", null],
    ["nothing", undefined],
    ["a text", "update"],
    ["a list", []],
    ["no id", { message: {} }],
    ["an id in quotes", { update_id: "900" }],
    ["an id beyond exact numbers", { update_id: 2 ** 53 }],
    ["half an id", { update_id: 1.5 }],
    ["a chat of no kind", privateMessage({ chat: { id: 1, type: "tribe" }, text: "x" })],
    ["a text that is none", privateMessage({ text: 5 })],
    ["a message without a chat", privateMessage({ chat: undefined })],
  ])("%s is malformed, and no error", (_what, update) => {
    expect(fate(update)).toBe("malformed");
  });

  test("ids of more than 32 bits stay exact", () => {
    const large = 2 ** 52 - 1;
    const from = { id: large, is_bot: false, first_name: "Ada" };
    const chat = { id: -large, type: "group", title: "Old" };
    const update = groupMessage({ chat, from, message_id: large, ...textWith("@FerryBot x") });
    expect(normalizeUpdate({ ...update, update_id: large }, bot)).toMatchObject({
      inbound: { updateId: large, messageId: large, thread: { chatId: -large, userId: large } },
    });
  });
});

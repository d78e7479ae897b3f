import { describe, expect, test } from "vitest";
import { normalizeUpdate } from "../../../lib/intake/normalize-update.ts";
import { bot, groupMessage, type JsonFields, privateMessage, textWith } from "./updates.ts";

/** What becomes of an update: the content of what was said to the bot, or why it is ignored. */
function fate(update: unknown): unknown {
  const result = normalizeUpdate(update, bot);
  if (result.kind === "inbound") return result.addressed ? result.inbound.content : "not_addressed";
  return result.kind === "ignored" ? result.reason : result;
}

const text = (words: string) => ({ kind: "text", text: words });
const photoSize = { file_id: "p", file_unique_id: "up", width: 90, height: 60 };
const botUser = { id: bot.id, is_bot: true, first_name: "Ferry" };

describe("in a private chat", () => {
  test("a message becomes an inbound with all that the turn needs", () => {
    const from = {
      id: 42,
      is_bot: false,
      first_name: "Ada",
      last_name: "Lovelace",
      username: "ada",
      language_code: "pt-br",
    };
    expect(normalizeUpdate(privateMessage({ from, text: "hello" }), bot)).toEqual({
      kind: "inbound",
      addressed: true,
      inbound: {
        updateId: 900,
        messageId: 5,
        thread: { chatId: 42, topicId: 0, userId: 42 },
        chat: { type: "private", username: "ada" },
        from: {
          id: 42,
          firstName: "Ada",
          lastName: "Lovelace",
          username: "ada",
          languageCode: "pt-br",
        },
        sentAtMs: 1_795_000_000_000,
        content: text("hello"),
      },
    });
  });

  test("words arrive as they were written, white space included", () => {
    expect(fate(privateMessage({ text: "  a\n\n🚢 ы  " }))).toEqual(text("  a\n\n🚢 ы  "));
  });

  test.each<[string, string, string]>([
    ["/help", "help", ""],
    ["/HELP", "help", ""],
    ["/help@FerryBot", "help", ""],
    ["/help@ferrybot please", "help", "please"],
    ["/new   two  words \nand a line ", "new", "two  words \nand a line"],
    ["/new\nnext line", "new", "next line"],
    ["/what_is_this", "what_is_this", ""],
  ])("%j is a command", (words, name, args) => {
    expect(fate(privateMessage(textWith(words)))).toEqual({ kind: "command", name, args });
  });

  test("a slash is a command only where Telegram sees one, at the start", () => {
    expect(fate(privateMessage({ text: "/help" }))).toEqual(text("/help"));
    expect(fate(privateMessage(textWith("see /help")))).toEqual(text("see /help"));
    expect(fate(privateMessage(textWith("/help, please")))).toEqual(text("/help, please"));
  });

  test("another bot's command is left to that bot", () => {
    expect(fate(privateMessage(textWith("/help@OtherBot")))).toBe("other_bots_command");
  });

  test.each(["pinned_message", "new_chat_title", "chat_shared", "forum_topic_created"])(
    "a notice such as %s gets no answer",
    (field) => {
      expect(fate(privateMessage({ [field]: {} }))).toBe("service_message");
    },
  );
});

describe("in a group", () => {
  const reply = (from: JsonFields) => ({ reply_to_message: { message_id: 4, from } });

  test("the bot stays quiet unless spoken to", () => {
    expect(fate(groupMessage(textWith("hello all")))).toBe("not_addressed");
    expect(fate(groupMessage(textWith("hello @OtherBot")))).toBe("not_addressed");
    expect(fate(groupMessage({ text: "hello @FerryBot" }))).toBe("not_addressed");
    expect(fate(groupMessage({ photo: [] }))).toBe("not_addressed");
    expect(fate(groupMessage({ story: {} }))).toBe("not_addressed");
    expect(fate(groupMessage({ new_chat_title: "Crew" }))).toBe("service_message");
  });

  test.each(["@FerryBot hello", "🚢🚢 hello @ferrybot, dear", "one @OtherBot two @FERRYBOT"])(
    "%j speaks to it",
    (words) => {
      expect(fate(groupMessage(textWith(words)))).toEqual(text(words));
    },
  );

  test("a longer name than the bot's is another's", () => {
    expect(fate(groupMessage(textWith("hi @FerryBot2")))).toBe("not_addressed");
  });

  test("a mention without a username counts by its id", () => {
    const entity = (id: number) => [
      { type: "text_mention", offset: 0, length: 5, user: { ...botUser, id } },
    ];
    const words = { text: "Ferry hello" };
    expect(fate(groupMessage({ ...words, entities: entity(bot.id) }))).toEqual(text("Ferry hello"));
    expect(fate(groupMessage({ ...words, entities: entity(1) }))).toBe("not_addressed");
  });

  test("a reply to the bot speaks to it, a reply to anybody else does not", () => {
    expect(fate(groupMessage({ text: "and?", ...reply(botUser) }))).toEqual(text("and?"));
    expect(fate(groupMessage({ story: {}, ...reply(botUser) }))).toMatchObject({ what: "story" });
    const someone = { id: 43, is_bot: false, first_name: "Bo" };
    expect(fate(groupMessage({ text: "and?", ...reply(someone) }))).toBe("not_addressed");
  });

  test("a command counts with the bot's name on it, or in a reply to the bot", () => {
    expect(fate(groupMessage(textWith("/help@FerryBot me")))).toEqual({
      kind: "command",
      name: "help",
      args: "me",
    });
    expect(fate(groupMessage(textWith("/help")))).toBe("not_addressed");
    expect(fate(groupMessage({ ...textWith("/help"), ...reply(botUser) }))).toEqual({
      kind: "command",
      name: "help",
      args: "",
    });
    expect(fate(groupMessage(textWith("/help@OtherBot")))).toBe("other_bots_command");
  });

  test("each person has a conversation of their own, in each topic", () => {
    const threadOf = (message: JsonFields) => {
      const result = normalizeUpdate(
        groupMessage({ text: "x", ...reply(botUser), ...message }),
        bot,
      );
      return result.kind === "inbound" ? result.inbound.thread : result;
    };
    const chatId = -1001234567890;
    const topic = { message_thread_id: 17, is_topic_message: true };
    expect(threadOf(topic)).toEqual({ chatId, topicId: 17, userId: 42 });
    expect(threadOf({})).toEqual({ chatId, topicId: 0, userId: 42 });
    // In a group without topics a reply names the message it hangs on, which is no topic.
    expect(threadOf({ message_thread_id: 17 })).toEqual({ chatId, topicId: 0, userId: 42 });
    const other = { id: 43, is_bot: false, first_name: "Bo" };
    expect(threadOf({ ...topic, from: other })).toEqual({ chatId, topicId: 17, userId: 43 });
  });

  test.each<[string, string, JsonFields]>([
    ["text", "text", textWith("and these")],
    ["a photo of an album", "file", { photo: [photoSize], media_group_id: "77" }],
    ["a place", "note", { location: { latitude: 1, longitude: 2 } }],
  ])("%s said to nobody is kept, for a batch its sender may have open", (_what, kind, message) => {
    const unaddressed = { kind: "inbound", addressed: false, inbound: { content: { kind } } };
    expect(normalizeUpdate(groupMessage(message), bot)).toMatchObject(unaddressed);
  });

  test("words under a file speak to it as words of a message do", () => {
    const file = (caption: string) => {
      const { text: words, entities } = textWith(caption);
      return groupMessage({ photo: [photoSize], caption: words, caption_entities: entities });
    };
    expect(fate(file("see, @FerryBot"))).toMatchObject({ caption: "see, @FerryBot" });
    expect(fate(file("/ask@FerryBot what is it"))).toMatchObject({ kind: "file" });
    expect(fate(file("see, @OtherBot"))).toBe("not_addressed");
    expect(fate(file("/ask what is it"))).toBe("not_addressed");
  });

  test("a topic the bot opened is no reply to the bot", () => {
    const opened = { message_id: 17, from: botUser, forum_topic_created: { name: "Deck" } };
    const topic = { message_thread_id: 17, is_topic_message: true, reply_to_message: opened };
    expect(fate(groupMessage({ text: "hello all", ...topic }))).toBe("not_addressed");
  });

  test("a group that moves to another id is followed, whichever of the two chats says so", () => {
    const chatId = -1001234567890;
    const left = groupMessage({ migrate_to_chat_id: -1005 });
    expect(fate(left)).toEqual({ kind: "migration", fromChatId: chatId, toChatId: -1005 });
    const arrived = groupMessage({ migrate_from_chat_id: -77 });
    expect(fate(arrived)).toEqual({ kind: "migration", fromChatId: -77, toChatId: chatId });
  });

  test("the chat is known by its title and kind", () => {
    const result = normalizeUpdate(groupMessage({ text: "x", ...reply(botUser) }), bot);
    expect(result).toMatchObject({ inbound: { chat: { type: "supergroup", title: "Crew" } } });
  });
});

describe("what is not from a person", () => {
  test.each<[string, JsonFields]>([
    ["a bot", { from: botUser }],
    ["nobody", { from: undefined }],
  ])("gets no answer: %s", (_who, message) => {
    expect(fate(privateMessage({ text: "hello", ...message }))).toBe("not_from_a_person");
  });

  test("a channel post gets no answer, nor its copy in the channel's group", () => {
    const chat = { id: -1009, type: "channel", title: "News" };
    expect(fate(privateMessage({ chat, text: "hello" }))).toBe("channel");
    const copy = { sender_chat: chat, is_automatic_forward: true, ...textWith("@FerryBot hello") };
    expect(fate(groupMessage(copy))).toBe("channel");
  });

  test.each<[string, JsonFields]>([
    ["an anonymous admin", { id: -1001234567890, type: "supergroup", title: "Crew" }],
    ["a person writing as a channel", { id: -1009, type: "channel", title: "News" }],
  ])("%s can be answered where they spoke, and their words are not kept", (_who, chat) => {
    const spoken = { sender_chat: chat, message_thread_id: 17, is_topic_message: true };
    const words = textWith("psst, @FerryBot");
    const result = normalizeUpdate(groupMessage({ ...spoken, ...words }), bot);
    const thread = { chatId: -1001234567890, topicId: 17, userId: chat.id };
    const from = { id: chat.id, firstName: chat.title };
    const content = { kind: "anonymous" };
    expect(result).toMatchObject({ kind: "anonymous", inbound: { thread, from, content } });
    expect(JSON.stringify(result)).not.toContain("psst");
    expect(fate(groupMessage({ ...spoken, text: "hello all" }))).toBe("not_addressed");
    expect(fate(groupMessage({ ...spoken, new_chat_title: "Crew 2" }))).toBe("service_message");
  });
});

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

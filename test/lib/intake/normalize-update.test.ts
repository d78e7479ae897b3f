import { describe, expect, test } from "vitest";
import { normalizeUpdate } from "../../../lib/intake/normalize-update.ts";
import { bot, groupMessage, type JsonFields, privateMessage, textWith } from "./updates.ts";

/** What becomes of an update: the content, or why it is ignored. */
function fate(update: unknown): unknown {
  const result = normalizeUpdate(update, bot);
  if (result.kind === "inbound") return result.inbound.content;
  return result.kind === "ignored" ? result.reason : result;
}

const text = (words: string) => ({ kind: "text", text: words });
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

  test.each([
    ["photo", [{ file_id: "x" }]],
    ["voice", { file_id: "x" }],
    ["video_note", {}],
    ["audio", {}],
    ["video", {}],
    ["document", {}],
    ["sticker", {}],
    ["location", { latitude: 1, longitude: 2 }],
    ["contact", {}],
    ["poll", {}],
    ["dice", {}],
    ["game", {}],
    ["story", {}],
    ["rich_message", {}],
    ["checklist", {}],
  ])("a %s is named as what it is, so that the person hears why nothing comes", (what, value) => {
    expect(fate(privateMessage({ [what]: value, caption: "look" }))).toEqual({
      kind: "unsupported",
      what,
    });
  });

  test("an animation and a venue are not taken for the document and location in them", () => {
    const animation = { animation: {}, document: {} };
    expect(fate(privateMessage(animation))).toMatchObject({ what: "animation" });
    const venue = { location: {}, venue: {} };
    expect(fate(privateMessage(venue))).toMatchObject({ what: "venue" });
  });

  test.each(["pinned_message", "new_chat_title", "successful_payment", "forum_topic_created"])(
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
    expect(fate(groupMessage({ new_chat_title: "Crew" }))).toBe("not_addressed");
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
    expect(fate(groupMessage({ photo: [], ...reply(botUser) }))).toMatchObject({ what: "photo" });
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

  test("the chat is known by its title and kind", () => {
    const result = normalizeUpdate(groupMessage({ text: "x", ...reply(botUser) }), bot);
    expect(result).toMatchObject({ inbound: { chat: { type: "supergroup", title: "Crew" } } });
  });
});

describe("what is not from a person", () => {
  test.each<[string, JsonFields]>([
    ["a bot", { from: botUser }],
    ["nobody", { from: undefined }],
    ["an anonymous admin", { sender_chat: { id: -1001234567890, type: "supergroup" } }],
    ["a channel's comment", { sender_chat: { id: -1009, type: "channel" } }],
  ])("gets no answer: %s", (_who, message) => {
    expect(fate(privateMessage({ text: "hello", ...message }))).toBe("not_from_a_person");
  });

  test("a channel post gets no answer", () => {
    const chat = { id: -1009, type: "channel", title: "News" };
    expect(fate(privateMessage({ chat, text: "hello" }))).toBe("channel");
  });
});

describe("other updates", () => {
  test.each(["edited_message", "channel_post", "callback_query", "poll", "something_new"])(
    "%s is passed over",
    (kind) => {
      expect(fate({ update_id: 1, [kind]: { id: "x" } })).toBe("update_kind");
    },
  );

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

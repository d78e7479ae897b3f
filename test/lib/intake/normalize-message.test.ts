/** What people say to the bot in a private chat, and what is not said by a person at all. */
import { describe, expect, test } from "vitest";
import { normalizeUpdate } from "../../../lib/intake/normalize-update.ts";
import { botUser, fate, text } from "./fate.ts";
import { bot, groupMessage, type JsonFields, privateMessage, textWith } from "./updates.ts";

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

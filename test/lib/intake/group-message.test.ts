/** What is said in a group: whether it is meant for the bot, and whose conversation it belongs to. */
import { describe, expect, test } from "vitest";
import { normalizeUpdate } from "../../../lib/intake/normalize-update.ts";
import { botUser, fate, text } from "./fate.ts";
import { bot, groupMessage, type JsonFields, textWith } from "./updates.ts";

const photoSize = { file_id: "p", file_unique_id: "up", width: 90, height: 60 };

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

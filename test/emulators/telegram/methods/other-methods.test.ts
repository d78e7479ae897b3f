/** One taken and one refused request for each of the smaller methods. */
import { InputFile } from "grammy";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Snapshot } from "../control.ts";
import { ADA, BORIS, CREW, png, type Rig, refusal, SHIPYARD, startRig } from "../testing/rig.ts";

let rig: Rig;
let nowMs: number;
beforeEach(async () => {
  nowMs = Date.now();
  rig = await startRig({ limits: "off", now: () => nowMs });
});
afterEach(() => rig.telegram.stop());

const state = () => rig.sim<Snapshot>("/state");

async function say(chatId: number, userId: number, text: string): Promise<number> {
  const answer = await rig.sim<{ messages: { message_id: number }[] }>("/messages", {
    chatId,
    userId,
    text,
  });
  return answer.messages[0]?.message_id ?? 0;
}

describe("the bot itself", () => {
  test("getMe names the bot", async () => {
    expect(await rig.api.getMe()).toMatchObject({ id: rig.telegram.bot.id, is_bot: true });
  });

  test("setMyCommands fills the menu that people see, and deleteMyCommands empties it", async () => {
    const commands = [{ command: "new", description: "Start afresh" }];
    await rig.api.setMyCommands(commands);
    expect((await state()).commands).toEqual(commands);
    expect(await rig.api.getMyCommands()).toEqual(commands);
    expect(await rig.api.getMyCommands({ language_code: "ru" })).toEqual([]);
    await rig.api.deleteMyCommands();
    expect((await state()).commands).toEqual([]);
  });

  test("setMyCommands is refused for bad names and descriptions", async () => {
    const set = (command: string, description: string) =>
      refusal(rig.api.setMyCommands([{ command, description }]));
    expect(await set("no spaces", "x")).toBe("Bad Request: BOT_COMMAND_INVALID");
    expect(await set("fine", "")).toBe("Bad Request: BOT_COMMAND_DESCRIPTION_INVALID");
  });
});

describe("the bot's profile", () => {
  test("has texts per language that fall back to the common one", async () => {
    await rig.api.setMyShortDescription("Carries words");
    await rig.api.setMyShortDescription("Возит слова", { language_code: "ru" });
    const inRussian = await rig.api.getMyShortDescription({ language_code: "ru" });
    const inGerman = await rig.api.getMyShortDescription({ language_code: "de" });
    expect([inRussian, inGerman]).toEqual([
      { short_description: "Возит слова" },
      { short_description: "Carries words" },
    ]);
    const long = "x".repeat(513);
    expect(await refusal(rig.api.setMyDescription(long))).toBe(
      "Bad Request: bot description is too long",
    );
  });

  test("takes Telegram's menu buttons only", async () => {
    expect(await rig.api.setChatMenuButton({ menu_button: { type: "commands" } })).toBe(true);
    const odd = { menu_button: { type: "doorbell" as "commands" } };
    expect(await refusal(rig.api.setChatMenuButton(odd))).toBe(
      "Bad Request: MenuButton has unsupported type",
    );
  });
});

describe("deleting", () => {
  test("takes the bot's own and, in private, other messages away", async () => {
    const { message_id } = await rig.api.sendMessage(ADA, "mine");
    expect(await rig.api.deleteMessage(ADA, message_id)).toBe(true);
    expect(await rig.api.deleteMessage(ADA, await say(ADA, ADA, "hers"))).toBe(true);
    expect(await refusal(rig.api.deleteMessage(ADA, message_id))).toBe(
      "Bad Request: message to delete not found",
    );
  });

  test("is refused for others' messages in a group and after 48 hours", async () => {
    const foreign = await say(CREW, ADA, "hers");
    expect(await refusal(rig.api.deleteMessage(CREW, foreign))).toBe(
      "Bad Request: message can't be deleted for everyone",
    );
    const { message_id } = await rig.api.sendMessage(ADA, "mine");
    nowMs += 48 * 3_600_000;
    expect(await refusal(rig.api.deleteMessage(ADA, message_id))).toBe(
      "Bad Request: message can't be deleted for everyone",
    );
  });

  test("several at once skips what is not there", async () => {
    const { message_id } = await rig.api.sendMessage(ADA, "mine");
    expect(await rig.api.deleteMessages(ADA, [message_id, 999])).toBe(true);
    expect(
      (await state()).messages.some(
        (message) => message.message_id === message_id && message.chat.id === ADA,
      ),
    ).toBe(false);
    expect(await refusal(rig.api.deleteMessages(ADA, []))).toBe(
      "Bad Request: message identifiers are not specified",
    );
  });
});

describe("forwarding and copying", () => {
  test("a forward names its origin, a copy does not", async () => {
    const id = await say(ADA, ADA, "hello");
    const forwarded = await rig.api.forwardMessage(BORIS, ADA, id);
    expect(forwarded).toMatchObject({
      text: "hello",
      forward_origin: { type: "user", sender_user: { id: ADA } },
    });
    const { message_id } = await rig.api.copyMessage(BORIS, ADA, id);
    const inChat = (await state()).messages.filter(({ chat }) => chat.id === BORIS);
    const copy = inChat.find((message) => message.message_id === message_id);
    expect(copy).toMatchObject({ text: "hello" });
    expect(copy).not.toHaveProperty("forward_origin");
  });

  test("are refused for messages that are gone or protected", async () => {
    expect(await refusal(rig.api.forwardMessage(BORIS, ADA, 999))).toBe(
      "Bad Request: message to forward not found",
    );
    expect(await refusal(rig.api.copyMessage(BORIS, ADA, 999))).toBe(
      "Bad Request: message to copy not found",
    );
    const { message_id } = await rig.api.sendMessage(ADA, "secret", { protect_content: true });
    expect(await refusal(rig.api.forwardMessage(BORIS, ADA, message_id))).toBe(
      "Bad Request: message can't be forwarded",
    );
  });
});

describe("small talk", () => {
  test("sendChatAction takes Telegram's actions only", async () => {
    expect(await rig.api.sendChatAction(ADA, "typing")).toBe(true);
    expect(await rig.api.sendChatAction(SHIPYARD, "typing", { message_thread_id: 1 })).toBe(true);
    expect(await refusal(rig.api.sendChatAction(ADA, "dancing" as "typing"))).toBe(
      "Bad Request: wrong parameter action in request",
    );
  });

  test("setMessageReaction takes Telegram's emoji only", async () => {
    const id = await say(ADA, ADA, "nice");
    expect(await rig.api.setMessageReaction(ADA, id, [{ type: "emoji", emoji: "👍" }])).toBe(true);
    expect(await rig.api.setMessageReaction(ADA, id, [])).toBe(true);
    const bad = rig.api.setMessageReaction(ADA, id, [{ type: "emoji", emoji: "🛟" as "👍" }]);
    expect(await refusal(bad)).toBe("Bad Request: REACTION_INVALID");
    expect(await refusal(rig.api.setMessageReaction(ADA, 999, []))).toBe(
      "Bad Request: message to react not found",
    );
  });

  test("answerCallbackQuery is refused twice and after 15 seconds", async () => {
    const reply_markup = { inline_keyboard: [[{ text: "Go", callback_data: "go" }]] };
    const { message_id: messageId } = await rig.api.sendMessage(ADA, "menu", { reply_markup });
    const press = async () => {
      const before = (await rig.api.getUpdates()).at(-1)?.update_id ?? 0;
      const answer = rig.sim("/callbacks", { chatId: ADA, messageId, userId: ADA, data: "go" });
      const updates = await rig.api.getUpdates({ offset: before + 1, timeout: 5 });
      return { answer, id: updates[0]?.callback_query?.id ?? "" };
    };
    const first = await press();
    await rig.api.answerCallbackQuery(first.id, { text: "Gone", show_alert: true });
    expect(await first.answer).toEqual({ answer: { text: "Gone", showAlert: true } });
    const tooOld =
      "Bad Request: query is too old and response timeout expired or query ID is invalid";
    expect(await refusal(rig.api.answerCallbackQuery(first.id))).toBe(tooOld);
    const second = await press();
    nowMs += 15_001;
    expect(await refusal(rig.api.answerCallbackQuery(second.id))).toBe(tooOld);
    expect(await second.answer).toEqual({ answer: null });
  });
});

describe("chats", () => {
  test("getChat and getChatMember know who is where", async () => {
    expect(await rig.api.getChat(SHIPYARD)).toMatchObject({ title: "Shipyard", is_forum: true });
    expect(await rig.api.getChat("@ada_harbour")).toMatchObject({ id: ADA });
    expect(await rig.api.getChatMember(CREW, ADA)).toMatchObject({
      status: "member",
      user: { id: ADA },
    });
    expect(await refusal(rig.api.getChat(5))).toBe("Bad Request: chat not found");
    expect(await refusal(rig.api.getChatMember(CREW, 5))).toBe(
      "Bad Request: PARTICIPANT_ID_INVALID",
    );
  });

  test("createForumTopic opens a topic in a forum only", async () => {
    const { message_thread_id } = await rig.api.createForumTopic(SHIPYARD, "Paint");
    const message = await rig.api.sendMessage(SHIPYARD, "red", { message_thread_id });
    expect(message).toMatchObject({ is_topic_message: true, message_thread_id });
    expect(await refusal(rig.api.createForumTopic(CREW, "Paint"))).toBe(
      "Bad Request: the chat is not a forum",
    );
  });

  test("sendPhoto into a topic that was deleted is refused", async () => {
    const { message_thread_id } = await rig.api.createForumTopic(SHIPYARD, "Paint");
    await rig.sim("/topics/delete", { chatId: SHIPYARD, topicId: message_thread_id });
    const photo = new InputFile(png(9, 9), "a.png");
    expect(await refusal(rig.api.sendPhoto(SHIPYARD, photo, { message_thread_id }))).toBe(
      "Bad Request: message thread not found",
    );
  });
});

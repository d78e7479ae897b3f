/** What people do through the control side, and how the bot hears of it. */
import { randomBytes } from "node:crypto";
import type { Message, Update } from "grammy/types";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { SimChat, Snapshot } from "../control.ts";
import {
  ADA,
  BORIS,
  CREW,
  png,
  RIGGING,
  type Rig,
  refusalError,
  SHIPYARD,
  startRig,
} from "../testing/rig.ts";

let rig: Rig;
beforeEach(async () => {
  rig = await startRig({ limits: "off" });
});
afterEach(() => rig.telegram.stop());

type Said = { readonly messages: readonly Message[] };
type File = { readonly name: string; readonly as: string; readonly bytes?: Uint8Array };

const say = (body: object) => rig.sim<Said>("/messages", body);
const updates = async (): Promise<Update[]> => rig.api.getUpdates();

function upload({ name, as, bytes = png(1000, 500) }: File) {
  return {
    name,
    as,
    mimeType: "application/octet-stream",
    base64: Buffer.from(bytes).toString("base64"),
  };
}

describe("a group that becomes a supergroup", () => {
  test("has a new id, which a refused send names", async () => {
    const { chat } = await rig.sim<{ chat: SimChat }>("/migrations", { chatId: CREW });
    const error = await refusalError(rig.api.sendMessage(CREW, "still here?"));
    expect(error.description).toBe("Bad Request: group chat was upgraded to a supergroup chat");
    expect(error.parameters.migrate_to_chat_id).toBe(chat.id);
    await rig.api.sendMessage(chat.id, "here we are");
    const [left, arrived] = (await updates()).map(({ message }) => message);
    expect(left).toMatchObject({ chat: { id: CREW }, migrate_to_chat_id: chat.id });
    expect(arrived).toMatchObject({ chat: { id: chat.id }, migrate_from_chat_id: CREW });
    expect(await say({ chatId: CREW, userId: ADA, text: "x" })).toHaveProperty("error");
  });

  test("becomes one once, and nothing else does", async () => {
    await rig.sim("/migrations", { chatId: CREW });
    expect(await rig.sim("/migrations", { chatId: CREW })).toHaveProperty("error");
    expect(await rig.sim("/migrations", { chatId: SHIPYARD })).toHaveProperty("error");
    expect(await rig.sim("/migrations", { chatId: ADA })).toHaveProperty("error");
  });
});

describe("a person", () => {
  test("speaks in a topic, and the bot sees which", async () => {
    await say({ chatId: SHIPYARD, userId: BORIS, topicId: RIGGING, text: "hoist it" });
    const [update] = await updates();
    expect(update?.message).toMatchObject({
      message_thread_id: RIGGING,
      is_topic_message: true,
      from: { id: BORIS, language_code: "ru" },
      reply_to_message: { forum_topic_created: { name: "Rigging" } },
    });
  });

  test("replies, and the bot sees to what", async () => {
    const { message_id } = await rig.api.sendMessage(CREW, "who is there?");
    await say({ chatId: CREW, userId: ADA, text: "me", replyToMessageId: message_id });
    const [update] = await updates();
    expect(update?.message?.reply_to_message).toMatchObject({ message_id, text: "who is there?" });
  });

  test("sends a long text as several messages, cut between words", async () => {
    const text = "word ".repeat(1000).trim();
    const { messages } = await say({ chatId: ADA, userId: ADA, text });
    expect(messages.map((message) => (message.text?.length ?? 0) <= 4096)).toEqual([true, true]);
    expect(messages.map((message) => message.text).join(" ")).toBe(text);
  });

  test("sends an album as separate updates with one caption and one group", async () => {
    const files = [upload({ name: "a.png", as: "photo" }), upload({ name: "b.png", as: "photo" })];
    await say({ chatId: ADA, userId: ADA, text: "two photos", files });
    const [first, second] = (await updates()).map(({ message }) => message);
    expect([first?.caption, second?.caption]).toEqual(["two photos", undefined]);
    expect(first?.media_group_id).toBe(second?.media_group_id);
    expect(first?.photo?.length).toBeGreaterThanOrEqual(2);
  });

  test.each([
    ["voice", "voice"],
    ["video_note", "video_note"],
    ["sticker", "sticker"],
    ["audio", "audio"],
    ["video", "video"],
    ["animation", "animation"],
    ["document", "document"],
  ])("sends a %s that the bot can download", async (as, field) => {
    const bytes = randomBytes(50);
    const { messages } = await say({
      chatId: ADA,
      userId: ADA,
      files: [upload({ name: "file.bin", as, bytes })],
    });
    const media = messages[0]?.[field as "voice"];
    const { file_path, file_unique_id } = await rig.api.getFile(media?.file_id ?? "");
    expect(file_unique_id).toBe(media?.file_unique_id);
    const response = await fetch(
      `${rig.telegram.apiRoot}/file/bot${rig.telegram.token}/${file_path}`,
    );
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
  });

  test("edits, and the bot hears the new text", async () => {
    const { messages } = await say({ chatId: ADA, userId: ADA, text: "helo" });
    await rig.sim("/edits", {
      chatId: ADA,
      messageId: messages[0]?.message_id,
      userId: ADA,
      text: "hello #fixed",
    });
    expect((await updates())[1]?.edited_message).toMatchObject({
      text: "hello #fixed",
      edit_date: expect.any(Number),
      entities: [{ type: "hashtag", offset: 6, length: 6 }],
    });
  });

  test("deletes, and the bot hears nothing", async () => {
    const { messages } = await say({ chatId: ADA, userId: ADA, text: "oops" });
    await rig.sim("/deletions", { chatId: ADA, messageId: messages[0]?.message_id, userId: ADA });
    expect(await updates()).toHaveLength(1);
    const { messages: left } = await rig.sim<Snapshot>("/state");
    expect(left.filter(({ chat }) => chat.id === ADA)).toEqual([]);
  });

  test("forwards an album, which stays together under a new group", async () => {
    const files = [upload({ name: "a.png", as: "photo" }), upload({ name: "b.png", as: "photo" })];
    const { messages } = await say({ chatId: CREW, userId: BORIS, files });
    const messageIds = messages.map((message) => message.message_id);
    await rig.sim("/forwards", { fromChatId: CREW, messageIds, toChatId: ADA, userId: ADA });
    const forwarded = (await updates()).slice(2).map(({ message }) => message);
    expect(forwarded).toMatchObject(
      Array(2).fill({
        forward_origin: { type: "user", sender_user: { id: BORIS } },
        from: { id: ADA },
      }),
    );
    expect(forwarded[0]?.media_group_id).toBe(forwarded[1]?.media_group_id);
    expect(forwarded[0]?.media_group_id).not.toBe(messages[0]?.media_group_id);
  });

  test("blocks and unblocks the bot, which is told both", async () => {
    await rig.sim("/blocks", { userId: ADA, blocked: true });
    await rig.sim("/blocks", { userId: ADA, blocked: false });
    const statuses = (await updates()).map(
      ({ my_chat_member: change }) => change?.new_chat_member.status,
    );
    expect(statuses).toEqual(["kicked", "member"]);
  });

  test("founds a forum and opens a topic in it", async () => {
    const members = [{ id: 3001, firstName: "Dora", languageCode: "de" }];
    const { chat } = await rig.sim<{ chat: SimChat }>("/chats", {
      type: "supergroup",
      title: "Docks",
      isForum: true,
      members,
    });
    const { topic } = await rig.sim<{ topic: { id: number } }>("/topics", {
      chatId: chat.id,
      name: "Paint",
    });
    await rig.api.sendMessage(chat.id, "blue", { message_thread_id: topic.id });
    const [added, opened] = await updates();
    expect(added?.my_chat_member).toMatchObject({
      chat: { title: "Docks" },
      new_chat_member: { status: "member" },
    });
    expect(opened?.message?.forum_topic_created?.name).toBe("Paint");
    await rig.api.sendMessage(3001, "Dora has a private chat, too");
  });

  test.each([
    ["in a chat that is not there", { chatId: 5, userId: ADA, text: "x" }, "There is no chat 5"],
    [
      "in somebody else's chat",
      { chatId: BORIS, userId: ADA, text: "x" },
      "User 1001 is not in chat 1002",
    ],
    ["without a word", { chatId: ADA, userId: ADA, text: " " }, "A message needs text or a file"],
    [
      "in a topic that is not there",
      { chatId: SHIPYARD, userId: ADA, topicId: 77, text: "x" },
      "has no topic 77",
    ],
    [
      "to a message that is not there",
      { chatId: ADA, userId: ADA, text: "x", replyToMessageId: 9 },
      "has no message 9",
    ],
    ["as nobody", { chatId: ADA, text: "x" }, "userId"],
  ])("cannot speak %s", async (_name, body, error) => {
    expect(await say(body)).toMatchObject({ error: expect.stringContaining(error) });
  });

  test("cannot press a button that is not on the message", async () => {
    const { message_id: messageId } = await rig.api.sendMessage(ADA, "no buttons");
    const answer = await rig.sim("/callbacks", {
      chatId: ADA,
      messageId,
      userId: ADA,
      data: "forged",
    });
    expect(answer).toMatchObject({ error: expect.stringContaining("no button with this data") });
  });
});

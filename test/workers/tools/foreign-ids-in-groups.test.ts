/** Two people of one group, and topics of a forum: each has a context of their own, and so have their files (design §3 P6). */
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import type { Env } from "../../../functions/env.ts";
import { type Chat, enterChat, openChat, sim } from "../chat.ts";
import { listFiles } from "../file-list.ts";
import { press, told } from "../menus.ts";
import { bot, reply_to_message } from "../moving-group.ts";
import { call, enrich, expectNothing, guesses, turn } from "./file-thief.ts";

const { BATCHER } = env as unknown as Env;
const spoken = { reply_to_message };

async function openTopic(chat: Chat, name: string): Promise<number> {
  const { topic } = await sim<{ topic: { id: number } }>("telegram", "POST", "/sim/topics", {
    chatId: chat.chatId,
    name,
  });
  return topic.id;
}

/** The same person in a topic of the same chat: another thread. */
function inTopic(chat: Chat, topicId: number): Chat {
  const threadId = `${chat.chatId}:${topicId}:${chat.userId}`;
  return { ...chat, threadId, batcher: () => BATCHER.get(BATCHER.idFromName(threadId)) };
}

const secondPerson = (chat: Chat) =>
  enterChat({ chat: { id: chat.chatId, type: "supergroup" }, userId: chat.userId + 1e10 });

test("who sits in the same group gets nothing of another's files, by no tool, no name and no button", async () => {
  const chat = await openChat({ group: true });
  const ada = await enrich(chat, spoken);
  expect(ada.ids).toHaveLength(4);
  const boris = await secondPerson(chat);
  await expectNothing(boris, [...ada.ids, ...ada.keys.slice(0, 1).flatMap(guesses)], spoken);
  expect(JSON.stringify(await boris.requests())).not.toContain(ada.chat.tag);

  const command = `/files@${bot.username}`;
  const menu = await listFiles(ada.chat, command);
  const theirs = await listFiles(boris, command);
  expect([menu?.buttons.length, theirs?.messageId]).toEqual([8, menu?.messageId]);
  for (const label of ["own.pdf", "own.png (new)", "Forget"])
    expect(await told(await press(ada.chat, menu, label, { userId: boris.userId }))).toEqual([
      expect.stringContaining("somebody else's"),
    ]);
  expect((await listFiles(ada.chat, command))?.buttons).toEqual(menu?.buttons);
}, 120_000);

test("in a topic another person gets nothing either, and what waits in one topic waits there alone", async () => {
  const forum = await openChat({ group: "forum" });
  const [north, south] = [await openTopic(forum, "North"), await openTopic(forum, "South")];
  const fields = (topicId: number) => ({
    message_thread_id: topicId,
    is_topic_message: true,
    ...spoken,
  });
  const ada = await enrich(inTopic(forum, north), fields(north));
  const boris = inTopic(await secondPerson(forum), south);
  await expectNothing(boris, ada.ids, fields(south));
  expect(JSON.stringify(await boris.requests())).not.toContain(ada.chat.tag);

  const waiting = ada.ids.filter((id) => id.startsWith("exec_"));
  const adaSouth = inTopic(forum, south);
  expect(waiting).toHaveLength(1);
  const asked = waiting.flatMap((id) => [
    call("deliver_file", { file_id: id }),
    call("preview_file", { file_id: id }),
  ]);
  const answers = await turn(adaSouth, asked, fields(south));
  expect(answers.map(({ is_error }) => is_error)).toEqual([true, true]);
  const there = await turn(ada.chat, asked.toReversed(), fields(north));
  expect(there.map(({ is_error }) => is_error ?? false)).toEqual([false, false]);
}, 120_000);

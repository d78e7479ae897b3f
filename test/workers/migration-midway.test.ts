/** A group becomes a supergroup while something is under way: it arrives in the supergroup, once. */
import { expect, test } from "vitest";
import { type Chat, eventually, post, release } from "./chat.ts";
import {
  bot,
  heard,
  migrate,
  moved,
  openGroup,
  reply_to_message,
  talk,
  tell,
} from "./moving-group.ts";
import { query } from "./stores.ts";

/** How much later than they came in the messages of this thread are looked at. */
async function waitedMs(chat: Chat): Promise<number> {
  const [row] = await chat.journal(
    "select at - (select min(received_at) from inbox) as waited from deadlines where name = 'window'",
  );
  return Number(row?.waited);
}

test.concurrent("an answer begun in the group arrives in the supergroup, once, and what is said there waits for it", async () => {
  const old = await openGroup();
  await old.script([
    { type: "hold", name: old.tag },
    { type: "text", text: "answer to long" },
  ]);
  await tell(old, "long");
  await eventually(async () => expect(await old.requests()).toHaveLength(1));
  const now = await moved(old);
  await tell(now, "short");
  await now.script([{ type: "text", text: "answer to short" }]);
  await eventually(async () => expect(await waitedMs(now)).toBeGreaterThan(500));
  expect(await old.requests()).toHaveLength(1);
  await release(old.tag);
  expect(await now.answered(2)).toEqual(["answer to long", "answer to short"]);
  expect(await heard(old)).toEqual(["long", "answer to long", "short"]);
  expect(await old.answers()).toEqual([]);
  expect(await old.calls("sendRichMessage")).toHaveLength(1);

  await old.settled();
  const places = await query(
    "select chat_id from sent_messages where thread_id = $1",
    old.threadId,
  );
  expect(places.map(({ chat_id }) => Number(chat_id))).toEqual([now.chatId]);
});

test.concurrent("a long answer goes there as a whole, in order", async () => {
  const old = await openGroup();
  const text = Array.from({ length: 550 }, (_, index) => `Knot ${index} ${"la ".repeat(25)}`)
    .map((paragraph) => paragraph.trim())
    .join("\n\n");
  await old.script([
    { type: "hold", name: old.tag },
    { type: "text", text, deltaChars: 10_000 },
  ]);
  await tell(old, "sing");
  const now = await moved(old);
  await release(old.tag);
  await now.answeredInFull(text, () => now.answers());
  expect(await old.calls("sendRichMessage")).toHaveLength(1);
});

test.concurrent("a message that comes late is answered in the supergroup, with all that was said before", async () => {
  const old = await openGroup();
  await talk(old, "one");
  const now = await moved(old);
  await old.script([{ type: "text", text: "answer to two" }]);
  await tell(old, "two");
  expect(await now.answered(1)).toEqual(["answer to two"]);
  expect(await heard(old)).toEqual(["one", "answer to one", "two"]);
  const typing = await now.calls("sendChatAction");
  expect(typing.map(({ ok, params }) => [ok, params.action])).toContainEqual([true, "typing"]);
});

test.concurrent("a command and an edit that come late are answered in the supergroup", async () => {
  const old = await openGroup();
  const question = old.update({ text: `${old.tag} one`, reply_to_message });
  await post(question);
  await old.answered(1);
  const { now } = await migrate(old);
  await old.say(`/help@${bot.username}`);
  await eventually(async () => expect(await now.plainAnswers()).toHaveLength(1));
  const { update_id } = old.update("");
  const edited_message = { ...question.message, text: `${old.tag} two` };
  await post({ update_id, edited_message });
  await eventually(async () => expect(await now.plainAnswers()).toHaveLength(2));
  const offer = (await now.calls("sendMessage")).at(-1);
  expect(offer?.params.reply_parameters).toBeUndefined();
});

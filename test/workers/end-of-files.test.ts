/** What is not delivered: a file whose hour is over, one whose tool was stopped, and one that lies in another chat. */
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import type { Env } from "../../functions/env.ts";
import { enterChat, eventually, openChat, sim } from "./chat.ts";
import { listFiles, madeFilesOf, makeFiles, sendDocument } from "./file-list.ts";
import { bot, reply_to_message } from "./moving-group.ts";
import { redis } from "./stores.ts";

const { FILES } = env as unknown as Env;

test("S27 past its hour a file is in no list and no index, its bytes are gone, and Claude is told so", async () => {
  const chat = await openChat();
  await makeFiles(chat, ["old.txt", "new.txt"]);
  const [old, fresh] = await madeFilesOf(chat);
  const pastMs = Date.now() - 1;
  await chat.journal(
    `update made_files set expires_at = ${pastMs}, record = json_set(record, '$.expiresAtMs', ${pastMs})
     where id = '${old?.id}'`,
  );
  expect((await listFiles(chat))?.buttons).toEqual(["new.txt (new)", "Forget"]);
  await eventually(async () =>
    expect(await redis("SMEMBERS", `exec:thread:${chat.threadId}`)).toEqual([fresh?.id]),
  );

  await chat.journal(`update deadlines set at = ${pastMs} where name = 'files'`);
  await chat.setAlarm(Date.now());
  await eventually(async () => expect(await FILES.head(old?.bytesKey ?? "")).toBeNull());
  expect((await madeFilesOf(chat)).map(({ state }) => state)).toEqual(["expired", "pending"]);
  expect(await FILES.head(fresh?.bytesKey ?? "")).not.toBeNull();

  const echo = { type: "tool_use", name: "echo", input: { say: chat.tag } } as const;
  const input = { file_id: old?.id };
  await chat.script([{ type: "tool_use", name: "deliver_file", input }, echo]);
  await chat.script([{ type: "text", text: "It is over." }]);
  await chat.say(`${chat.tag} send it`);
  expect((await chat.answered(2)).at(-1)).toBe("It is over.");
  const [told] = ((await chat.requests()).at(-1)?.body.messages.at(-1)?.content ??
    []) as unknown as [{ is_error: boolean; content: { text: string }[] }];
  expect(told.is_error).toBe(true);
  expect(told.content[0]?.text).toMatch(/expired/);
  expect(await chat.calls("sendDocument")).toEqual([]);
});

test("S30 what a stopped tool made is neither sent nor kept", async () => {
  const chat = await openChat();
  const input = { say: chat.tag, gate: chat.tag, file: "late.txt", keep: ["later.txt"] };
  await chat.script([
    { type: "text", text: "One moment." },
    { type: "tool_use", name: "echo", input },
  ]);
  await chat.say(`${chat.tag} make two files`);
  const draftId = await chat.drafted("One moment.");
  await eventually(async () =>
    expect(await chat.journal("select json_extract(state, '$.phase') as phase from turn")).toEqual([
      { phase: "tools" },
    ]),
  );
  await chat.pressStop(draftId);
  expect(await chat.answered(1)).toEqual(["One moment.\n\n_Stopped._"]);
  await FILES.put(`gate/${chat.tag}`, "open");
  await chat.settled();
  await chat.say(`${chat.tag} and now?`);
  await chat.answered(2);
  expect(await chat.calls("sendDocument")).toEqual([]);
  expect(await madeFilesOf(chat)).toEqual([]);
});

test("S31 a file of another chat with an equal message id is never listed, though the person is the same", async () => {
  const here = await openChat();
  const { userId, languageCode } = here;
  const { chat } = await sim<{ chat: { id: number; type: "supergroup" } }>(
    "telegram",
    "POST",
    "/sim/chats",
    {
      type: "supergroup",
      title: "Crew",
      members: [{ id: userId, firstName: "Ada", languageCode }],
    },
  );
  const group = await enterChat({ chat, userId });
  await sendDocument(here, "here.txt");
  await sendDocument(group, "there.txt", { reply_to_message });
  const told = JSON.stringify(await group.wholeRequests());
  expect(told).toContain(`user:${group.chatId}:1:0`);
  expect((await listFiles(here))?.buttons).toEqual(["here.txt", "Forget"]);
  const there = await listFiles(group, `/files@${bot.username}`);
  expect(there?.buttons).toEqual(["there.txt", "Forget"]);
});

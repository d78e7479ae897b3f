/** What tools made in a group waits for its person in the supergroup that the group becomes, and for nobody else. */
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import type { Env } from "../../functions/env.ts";
import { type Chat, enterChat, eventually } from "./chat.ts";
import { documentsOf, listFiles, madeFilesOf, makeFiles } from "./file-list.ts";
import { press, told } from "./menus.ts";
import { beginAnew, bot, moved, openGroup, reply_to_message, talk } from "./moving-group.ts";
import { redis } from "./stores.ts";

const { FILES } = env as unknown as Env;
const command = `/files@${bot.username}`;

const make = (chat: Chat, ...names: string[]) => makeFiles(chat, names, { reply_to_message });
const list = async (chat: Chat) => (await listFiles(chat, command))?.buttons ?? [];

test("the list is asked for first: what waits is in it, and delivered there, once", async () => {
  const old = await openGroup();
  await make(old, "tide.txt", "chart.txt");
  const [tide] = await madeFilesOf(old);
  const now = await moved(old);
  const menu = await listFiles(now, command);
  expect(menu?.buttons).toEqual(["chart.txt (new)", "Forget", "tide.txt (new)", "Forget"]);
  expect(await told(await press(now, menu, "tide.txt (new)"))).toEqual(["Here it comes."]);
  expect(await documentsOf(now)).toBe(1);
  await eventually(async () => expect(await FILES.head(tide?.bytesKey ?? "")).toBeNull());
  expect(await list(now)).toEqual(["chart.txt (new)", "Forget", "tide.txt", "Forget"]);
});

test("Claude delivers it by the id it knows, and the copy in Redis is the new thread's", async () => {
  const old = await openGroup();
  await make(old, "tide.txt", "chart.txt");
  const [tide, chart] = await madeFilesOf(old);
  const now = await moved(old);
  await now.script([{ type: "tool_use", name: "deliver_file", input: { file_id: tide?.id } }]);
  await now.script([{ type: "text", text: "Here." }]);
  await now.say({ text: `${now.tag} send it`, reply_to_message });
  await eventually(async () => expect(await documentsOf(now)).toBe(1));
  await now.settled();
  expect((await madeFilesOf(now)).map(({ state }) => state)).toEqual(["delivered", "pending"]);
  await eventually(async () =>
    expect(await redis("SMEMBERS", `exec:thread:${now.threadId}`)).toEqual([chart?.id]),
  );
});

test("the buttons of the old chat neither send nor throw away what has gone on", async () => {
  const old = await openGroup();
  await make(old, "tide.txt");
  const [tide] = await madeFilesOf(old);
  const before = await listFiles(old, command);
  const now = await moved(old);
  expect(await list(now)).toEqual(["tide.txt (new)", "Forget"]);
  for (const label of ["tide.txt (new)", "Forget"])
    expect(await told(await press(old, before, label))).toEqual([
      "I don't have this file any more.",
    ]);
  expect(await FILES.head(tide?.bytesKey ?? "")).not.toBeNull();
  expect(await list(now)).toEqual(["tide.txt (new)", "Forget"]);
});

test("another person of the group finds nothing of it, nor does who begins anew", async () => {
  const ada = await openGroup();
  const boris = await enterChat({
    chat: { id: ada.chatId, type: "group" },
    userId: ada.userId + 1e10,
  });
  await make(ada, "secret.txt");
  await talk(boris, "hello");
  const adaNow = await moved(ada);
  const chat = { id: adaNow.chatId, type: "supergroup" } as const;
  const borisNow = await enterChat({ chat, userId: boris.userId });
  expect(await list(borisNow)).toEqual([]);
  expect(await madeFilesOf(borisNow)).toEqual([]);
  await beginAnew(adaNow);
  expect(await list(adaNow)).toEqual([]);
});

/** /files: what a person finds there, gets again, and has forgotten; nobody presses another's buttons. */
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import type { Env } from "../../functions/env.ts";
import { eventually, openChat } from "./chat.ts";
import { documentsOf, listFiles, makeFiles, sendDocument } from "./file-list.ts";
import { menus, press, told } from "./menus.ts";
import { query } from "./stores.ts";

const { FILES } = env as unknown as Env;

test.concurrent("an empty chat says so, in its person's language", async () => {
  const chat = await openChat({ languageCode: "ru" });
  await listFiles(chat);
  expect(await chat.plainAnswers()).toEqual([expect.stringContaining("Файлов здесь пока нет")]);
});

test.concurrent("what was sent comes again, and once forgotten it is listed nowhere", async () => {
  const chat = await openChat();
  await sendDocument(chat, "log.txt");
  const menu = await listFiles(chat);
  expect(menu?.buttons).toEqual(["log.txt", "Forget"]);
  expect(await told(await press(chat, menu, "log.txt"))).toEqual(["Here it comes."]);
  expect(await documentsOf(chat)).toBe(1);

  expect(await told(await press(chat, menu, "Forget"))).toEqual(["Forgotten."]);
  await eventually(async () => expect((await menus(chat)).at(-1)?.buttons).toEqual([]));
  expect(await told(await press(chat, menu, "log.txt"))).toEqual([
    "I don't have this file any more.",
  ]);
  await chat.settled();
  expect(await query("select state from user_files where chat_id = $1", chat.chatId)).toEqual([
    { state: "dropped" },
  ]);
  expect((await listFiles(chat))?.buttons).toEqual([]);
  await chat.script([{ type: "text", text: "None." }]);
  await chat.say(`${chat.tag} what is there?`);
  await chat.answered(2);
  const last = (await chat.wholeRequests()).at(-1)?.body.messages.at(-1);
  expect(JSON.stringify(last)).toContain("There are no files of this conversation any more");
});

test.concurrent("what was made is delivered once by its button, or thrown away with its bytes", async () => {
  const chat = await openChat();
  await makeFiles(chat, ["tide.txt"]);
  const menu = await listFiles(chat);
  expect(menu?.buttons).toEqual(["tide.txt (new)", "Forget"]);
  await chat.fault("sendDocument", { kind: "error", code: 400, description: "Bad Request: no" });
  expect(await told(await press(chat, menu, "tide.txt (new)"))).toEqual([
    expect.stringContaining("wouldn't take it"),
  ]);
  expect(await told(await press(chat, menu, "tide.txt (new)"))).toEqual(["Here it comes."]);
  expect(await told(await press(chat, menu, "tide.txt (new)"))).toEqual([
    "I don't have this file any more.",
  ]);
  expect(await documentsOf(chat)).toBe(1);
  expect((await listFiles(chat))?.buttons).toEqual(["tide.txt", "Forget"]);

  await makeFiles(chat, ["chart.txt"]);
  const [record] = await chat.journal("select record from made_files order by position desc");
  const { bytesKey } = JSON.parse(String(record?.record));
  const both = await listFiles(chat);
  expect(both?.buttons).toEqual(["chart.txt (new)", "Forget", "tide.txt", "Forget"]);
  const one = { ...both, data: { x: both?.data["chart.txt (new)"]?.replace(":get:", ":drop:") } };
  expect(await told(await press(chat, one as typeof menu, "x"))).toEqual(["Forgotten."]);
  await eventually(async () => expect(await FILES.head(bytesKey)).toBeNull());
  expect((await listFiles(chat))?.buttons).toEqual(["tide.txt", "Forget"]);
});

test.concurrent("another person's list and ids open nothing", async () => {
  const [ada, eve] = [await openChat(), await openChat()];
  await sendDocument(ada, "secret.txt");
  const menu = await listFiles(ada);
  expect(await told(await press(eve, menu, "secret.txt"))).toEqual([
    expect.stringContaining("somebody else's"),
  ]);
  const [data = ""] = Object.values(menu?.data ?? {});
  const forged = { ...menu, data: { x: data.replace(`:${ada.userId}:`, `:${eve.userId}:`) } };
  expect(await told(await press(eve, forged as typeof menu, "x"))).toEqual([
    "I don't have this file any more.",
  ]);
  expect(await documentsOf(eve)).toBe(0);
});

/** /files: what a person finds there, gets again, and has forgotten; nobody presses another's buttons. */
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import type { Env } from "../../functions/env.ts";
import { type Chat, eventually, openChat } from "./chat.ts";
import { menus, press, told } from "./menus.ts";
import { sendFile } from "./sent-files.ts";
import { query } from "./stores.ts";

const { FILES } = env as unknown as Env;

async function send(chat: Chat, name: string): Promise<void> {
  const { fields } = await sendFile(chat, { as: "document", name, bytes: Buffer.from(chat.tag) });
  await chat.script([{ type: "text", text: "Seen." }]);
  const before = (await chat.answers()).length;
  await chat.say({ ...fields, caption: chat.tag });
  await chat.answered(before + 1);
  await chat.settled();
}

async function make(chat: Chat, name: string): Promise<void> {
  await chat.script([{ type: "tool_use", name: "echo", input: { say: chat.tag, keep: [name] } }]);
  await chat.script([{ type: "text", text: "Made." }]);
  const before = (await chat.answers()).length;
  await chat.say(`${chat.tag} make`);
  await chat.answered(before + 1);
  await chat.settled();
}

async function list(chat: Chat) {
  const before = (await chat.calls("sendMessage")).length;
  await chat.say("/files");
  await eventually(async () =>
    expect((await chat.calls("sendMessage")).length).toBeGreaterThan(before),
  );
  return (await menus(chat)).at(-1);
}

const documents = async (chat: Chat) =>
  (await chat.calls("sendDocument")).filter(({ ok }) => ok).length;

test.concurrent("an empty chat says so, in its person's language", async () => {
  const chat = await openChat({ languageCode: "ru" });
  await list(chat);
  expect(await chat.plainAnswers()).toEqual([expect.stringContaining("Файлов здесь пока нет")]);
});

test.concurrent("what was sent comes again, and once forgotten it is listed nowhere", async () => {
  const chat = await openChat();
  await send(chat, "log.txt");
  const menu = await list(chat);
  expect(menu?.buttons).toEqual(["log.txt", "Forget"]);
  expect(await told(await press(chat, menu, "log.txt"))).toEqual(["Here it comes."]);
  expect(await documents(chat)).toBe(1);

  expect(await told(await press(chat, menu, "Forget"))).toEqual(["Forgotten."]);
  await eventually(async () => expect((await menus(chat)).at(-1)?.buttons).toEqual([]));
  expect(await told(await press(chat, menu, "log.txt"))).toEqual([
    "I don't have this file any more.",
  ]);
  await chat.settled();
  expect(await query("select state from user_files where chat_id = $1", chat.chatId)).toEqual([
    { state: "dropped" },
  ]);
  expect((await list(chat))?.buttons).toEqual([]);
  await chat.script([{ type: "text", text: "None." }]);
  await chat.say(`${chat.tag} what is there?`);
  await chat.answered(2);
  const last = (await chat.wholeRequests()).at(-1)?.body.messages.at(-1);
  expect(JSON.stringify(last)).toContain("There are no files of this conversation any more");
});

test.concurrent("what was made is delivered once by its button, or thrown away with its bytes", async () => {
  const chat = await openChat();
  await make(chat, "tide.txt");
  const menu = await list(chat);
  expect(menu?.buttons).toEqual(["tide.txt (new)", "Forget"]);
  await chat.fault("sendDocument", { kind: "error", code: 400, description: "Bad Request: no" });
  expect(await told(await press(chat, menu, "tide.txt (new)"))).toEqual([
    expect.stringContaining("wouldn't take it"),
  ]);
  expect(await told(await press(chat, menu, "tide.txt (new)"))).toEqual(["Here it comes."]);
  expect(await told(await press(chat, menu, "tide.txt (new)"))).toEqual([
    "I don't have this file any more.",
  ]);
  expect(await documents(chat)).toBe(1);
  expect((await list(chat))?.buttons).toEqual(["tide.txt", "Forget"]);

  await make(chat, "chart.txt");
  const [record] = await chat.journal("select record from made_files order by position desc");
  const { bytesKey } = JSON.parse(String(record?.record));
  const both = await list(chat);
  expect(both?.buttons).toEqual(["chart.txt (new)", "Forget", "tide.txt", "Forget"]);
  const one = { ...both, data: { x: both?.data["chart.txt (new)"]?.replace(":get:", ":drop:") } };
  expect(await told(await press(chat, one as typeof menu, "x"))).toEqual(["Forgotten."]);
  await eventually(async () => expect(await FILES.head(bytesKey)).toBeNull());
  expect((await list(chat))?.buttons).toEqual(["tide.txt", "Forget"]);
});

test.concurrent("another person's list and ids open nothing", async () => {
  const [ada, eve] = [await openChat(), await openChat()];
  await send(ada, "secret.txt");
  const menu = await list(ada);
  expect(await told(await press(eve, menu, "secret.txt"))).toEqual([
    expect.stringContaining("somebody else's"),
  ]);
  const [data = ""] = Object.values(menu?.data ?? {});
  const forged = { ...menu, data: { x: data.replace(`:${ada.userId}:`, `:${eve.userId}:`) } };
  expect(await told(await press(eve, forged as typeof menu, "x"))).toEqual([
    "I don't have this file any more.",
  ]);
  expect(await documents(eve)).toBe(0);
});

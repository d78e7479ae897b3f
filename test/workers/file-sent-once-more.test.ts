/** The button of a file whose answer is lost or whose thread is killed: it arrives, and the log says where it may be there twice. */
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, expect, type MockInstance, test, vi } from "vitest";
import { log } from "../../functions/compose.ts";
import type { Env } from "../../functions/env.ts";
import { type Chat, eventually, openChat } from "./chat.ts";
import {
  documentsOf,
  killThread,
  listFiles,
  madeFilesOf,
  makeFiles,
  sendDocument,
} from "./file-list.ts";
import { press, told } from "./menus.ts";

const { FILES } = env as unknown as Env;

let warn: MockInstance<typeof log.warn>;
beforeEach(() => {
  warn = vi.spyOn(log, "warn");
});
afterEach(() => warn.mockRestore());

/** The files the log calls ambiguous, once for each time. */
const ambiguous = () =>
  warn.mock.calls.flatMap(([event, facts]) =>
    event === "telegram.ambiguous_send" ? [facts?.file] : [],
  );

const commandsOf = (chat: Chat) => chat.journal("select 1 from inbox where state = 'command'");

test("a made file whose answer was lost is still new; pressed again it comes again, once in the list", async () => {
  const chat = await openChat();
  await makeFiles(chat, ["tide.txt"]);
  const [made] = await madeFilesOf(chat);
  const menu = await listFiles(chat);
  await chat.fault("sendDocument", { kind: "lost_answer" });
  expect(await told(await press(chat, menu, "tide.txt (new)"))).toEqual([
    expect.stringContaining("wouldn't take it"),
  ]);
  expect(ambiguous()).toEqual([]);
  expect((await listFiles(chat))?.buttons).toEqual(["tide.txt (new)", "Forget"]);

  expect(await told(await press(chat, menu, "tide.txt (new)"))).toEqual(["Here it comes."]);
  expect(await documentsOf(chat)).toBe(2);
  expect(ambiguous()).toEqual([made?.id]);
  expect((await listFiles(chat))?.buttons).toEqual(["tide.txt", "Forget"]);
  await eventually(async () => expect(await FILES.head(made?.bytesKey ?? "")).toBeNull());
});

test("the same holds of a file the person sent; what Telegram refused is in no doubt", async () => {
  const chat = await openChat();
  await sendDocument(chat, "log.txt");
  const menu = await listFiles(chat);
  await chat.fault("sendDocument", { kind: "error", code: 400, description: "Bad Request: no" });
  await told(await press(chat, menu, "log.txt"));
  await told(await press(chat, menu, "log.txt"));
  await told(await press(chat, menu, "log.txt"));
  expect(await documentsOf(chat)).toBe(2);
  expect(ambiguous()).toEqual([]);
  await chat.fault("sendDocument", { kind: "lost_answer" });
  await told(await press(chat, menu, "log.txt"));
  await told(await press(chat, menu, "log.txt"));
  expect(ambiguous()).toEqual([`user:${chat.chatId}:1:0`]);
  await told(await press(chat, menu, "log.txt"));
  expect(ambiguous()).toHaveLength(1);
});

test("killed while Telegram takes it, the thread sends it again by itself, and the list is right", async () => {
  const chat = await openChat();
  await makeFiles(chat, ["tide.txt"]);
  const [made] = await madeFilesOf(chat);
  const menu = await listFiles(chat);
  await chat.fault("sendDocument", { kind: "delay", delayMs: 700 });
  const pressId = await press(chat, menu, "tide.txt (new)");
  await eventually(async () =>
    expect(await chat.journal("select value from facts where name = 'unansweredSends'")).toEqual([
      { value: JSON.stringify([made?.id]) },
    ]),
  );
  await killThread(chat);
  expect(await told(pressId)).toEqual(["Here it comes."]);
  await eventually(async () => expect(await commandsOf(chat)).toEqual([]));
  expect(ambiguous()).toEqual([made?.id]);
  expect(await madeFilesOf(chat)).toMatchObject([{ state: "delivered" }]);
  expect(await documentsOf(chat)).toBeGreaterThan(0);
  await chat.settled();
  expect((await listFiles(chat))?.buttons).toEqual(["tide.txt", "Forget"]);
  await eventually(async () => expect(await FILES.head(made?.bytesKey ?? "")).toBeNull());
});

test("bytes that a crash has left behind a delivery go when its button is pressed once more", async () => {
  const chat = await openChat();
  await makeFiles(chat, ["tide.txt"]);
  const [made] = await madeFilesOf(chat);
  const key = made?.bytesKey ?? "";
  const menu = await listFiles(chat);
  await told(await press(chat, menu, "tide.txt (new)"));
  await eventually(async () => expect(await FILES.head(key)).toBeNull());
  await FILES.put(key, "left");
  await told(await press(chat, menu, "tide.txt (new)"));
  await eventually(async () => expect(await FILES.head(key)).toBeNull());
});

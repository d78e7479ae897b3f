/** The index of pending files in Redis, watched from outside: which commands a list takes, and what it mends. */
import { expect, test } from "vitest";
import type { RecordedRequest } from "../emulators/redis/request-log.ts";
import { type Chat, eventually, openChat, sim } from "./chat.ts";
import { listFiles, madeFilesOf, makeFiles } from "./file-list.ts";
import { press, told } from "./menus.ts";
import { redis } from "./stores.ts";

/** Commands on this thread's index and the values of these files since then, in order. */
async function indexCommands(chat: Chat, ids: readonly string[], sinceMs: number) {
  const { requests } = await sim<{ requests: RecordedRequest[] }>(
    "switches",
    "GET",
    "/redis/requests",
  );
  const own = [`exec:thread:${chat.threadId}`, ...ids.map((id) => `exec:meta:${id}`)];
  return requests
    .filter(({ atMs, path }) => atMs >= sinceMs && path !== "/")
    .map(({ commands }) =>
      commands
        .filter((command) => command.some((word) => own.includes(word)))
        .map((command) => command.join(" ")),
    )
    .filter((commands) => commands.length > 0);
}

/** What one list asks Redis. */
async function commandsOfList(chat: Chat, ids: readonly string[]) {
  const sinceMs = Date.now();
  await listFiles(chat);
  return eventually(async () => {
    const commands = await indexCommands(chat, ids, sinceMs);
    expect(commands.length).toBeGreaterThan(0);
    return commands;
  });
}

const members = async (chat: Chat) =>
  ((await redis("SMEMBERS", `exec:thread:${chat.threadId}`)) as string[]).sort();

test("kept by SADD, listed by SMEMBERS and one MGET, gone by SREM", async () => {
  const chat = await openChat();
  const begunMs = Date.now();
  await makeFiles(chat, ["a.txt", "b.txt"]);
  const ids = (await madeFilesOf(chat)).map(({ id }) => id);
  const [a = "", b = ""] = ids;
  const index = `exec:thread:${chat.threadId}`;
  await eventually(async () =>
    expect(await indexCommands(chat, ids, begunMs)).toContainEqual([
      `SET exec:meta:${a}`,
      `SET exec:meta:${b}`,
      `SADD ${index}`,
      `EXPIRE ${index}`,
    ]),
  );
  const read = [`SMEMBERS ${index}`, `MGET exec:meta:${a} exec:meta:${b}`];
  expect(await commandsOfList(chat, ids)).toEqual([read]);

  const others = Array.from({ length: 100 }, (_, at) => `9${at}:0:9${at}`);
  await Promise.all(
    others.map((other) => redis("SADD", `exec:thread:${other}`, `exec_of${other}`)),
  );
  expect(await commandsOfList(chat, ids)).toEqual([read]);

  const droppedMs = Date.now();
  const menu = await listFiles(chat);
  const drop = {
    ...menu,
    data: { x: menu?.data["b.txt (new)"]?.replace(":get:", ":drop:") },
  } as typeof menu;
  expect(await told(await press(chat, drop, "x"))).toEqual(["Forgotten."]);
  await eventually(async () =>
    expect(await indexCommands(chat, ids, droppedMs)).toContainEqual([
      `SREM ${index}`,
      `DEL exec:meta:${b}`,
    ]),
  );
  expect(await members(chat)).toEqual([a]);
});

test("a list cleans stale members and writes again what was flushed, in a chat without files too", async () => {
  const chat = await openChat();
  await makeFiles(chat, ["a.txt"]);
  const [{ id = "" } = {}] = await madeFilesOf(chat);
  await redis("DEL", `exec:thread:${chat.threadId}`, `exec:meta:${id}`);
  await redis("SADD", `exec:thread:${chat.threadId}`, "exec_stale");
  expect((await listFiles(chat))?.buttons).toEqual(["a.txt (new)", "Forget"]);
  await eventually(async () => expect(await members(chat)).toEqual([id]));
  const meta = JSON.parse(String(await redis("GET", `exec:meta:${id}`)));
  expect(meta).toMatchObject({ id, fileName: "a.txt", threadId: chat.threadId });

  const empty = await openChat();
  await redis("SADD", `exec:thread:${empty.threadId}`, "exec_ghost");
  await listFiles(empty);
  await eventually(async () => expect(await members(empty)).toEqual([]));
  await redis("SADD", `exec:thread:${empty.threadId}`, "exec_ghost");
  await empty.say(`${empty.tag} hello`);
  await empty.answered(1);
  await eventually(async () => expect(await members(empty)).toEqual([]));
});

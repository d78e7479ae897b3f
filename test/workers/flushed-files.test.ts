/** FLUSHALL at every point in the life of a made file: it is still previewed, delivered, listed and forgotten. */
import { expect, test } from "vitest";
import type { Script } from "../emulators/claude/control.ts";
import { type Chat, eventually, openChat, release } from "./chat.ts";
import { menus } from "./menus.ts";
import { query, redis } from "./stores.ts";

type Step = Script["steps"][number];

const call = (name: string, input: Record<string, unknown>): Step => ({
  type: "tool_use",
  name,
  input,
});

const flushed = () => redis("FLUSHALL");

/** A turn of these steps, and Redis loses everything before Claude answers each request. */
async function turn(chat: Chat, ...steps: readonly Step[][]): Promise<void> {
  const before = (await chat.answers()).length;
  const asked = (await chat.requests()).length;
  const hold = { type: "hold", name: chat.tag } as const;
  // The echo's result holds this chat's word, by which the next script is known.
  for (const calls of steps) await chat.script([hold, ...calls, call("echo", { say: chat.tag })]);
  await chat.script([hold, { type: "text", text: `Done ${before}.` }]);
  await chat.say(`${chat.tag} go`);
  for (let request = 1; request <= steps.length + 1; request += 1) {
    await eventually(async () => expect(await chat.requests()).toHaveLength(asked + request));
    await flushed();
    await release(chat.tag);
  }
  await eventually(async () => expect((await chat.answers()).at(-1)).toContain(`Done ${before}.`));
  await chat.settled();
  await flushed();
}

const madeFiles = async (chat: Chat) =>
  (await chat.journal("select record from made_files order by position")).map(
    ({ record }) => JSON.parse(String(record)) as { id: string; state: string; fileName: string },
  );

async function listed(chat: Chat): Promise<readonly string[]> {
  const before = (await chat.calls("sendMessage")).length;
  await chat.say("/files");
  await eventually(async () =>
    expect((await chat.calls("sendMessage")).length).toBeGreaterThan(before),
  );
  return (await menus(chat)).at(-1)?.buttons ?? [];
}

test("made, looked at, delivered and listed, with nothing in Redis each time", async () => {
  const chat = await openChat();
  await turn(chat, [call("echo", { say: chat.tag, keep: ["tide.png", "log.txt"] })]);
  const [picture, log] = await madeFiles(chat);
  expect([picture?.fileName, log?.fileName]).toEqual(["tide.png", "log.txt"]);
  expect(await listed(chat)).toEqual(["log.txt (new)", "Forget", "tide.png (new)", "Forget"]);

  await flushed();
  await turn(
    chat,
    [call("preview_file", { file_id: picture?.id })],
    [call("deliver_file", { file_id: picture?.id })],
  );
  expect((await madeFiles(chat)).map(({ state }) => state)).toEqual(["delivered", "pending"]);
  expect((await chat.calls("sendPhoto")).filter(({ ok }) => ok)).toHaveLength(1);
  const rows = await query("select name from user_files where chat_id = $1", chat.chatId);
  expect(rows).toEqual([{ name: "tide.png" }]);

  await turn(chat, [call("deliver_file", { file_id: log?.id })]);
  expect((await chat.calls("sendDocument")).filter(({ ok }) => ok)).toHaveLength(1);
  await flushed();
  const names = (await listed(chat)).filter((label) => label !== "Forget");
  expect([...names].sort()).toEqual(["log.txt", "tide.png"]);

  const told = JSON.stringify((await chat.requests()).at(-1)?.body.messages);
  expect(told).not.toContain('"is_error":true');
});

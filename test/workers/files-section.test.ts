/** What Claude is told of the files there are: when it is news, wherever they are written down, and whatever is away. */
import { expect, test } from "vitest";
import type { Script } from "../emulators/claude/control.ts";
import { type Chat, eventually, openChat } from "./chat.ts";
import { sendFile } from "./sent-files.ts";
import { pause, redis, resume } from "./stores.ts";

type Step = Script["steps"][number];

const echo = (input: Record<string, unknown>): Step => ({ type: "tool_use", name: "echo", input });

/** One turn, with these calls before its answer; gives the section it was told, or null where nothing was news. */
async function turn(chat: Chat, fields: string | Record<string, unknown>, ...calls: Step[]) {
  const before = (await chat.answers()).length;
  if (calls.length > 0) await chat.script([...calls, echo({ say: chat.tag })]);
  await chat.script([{ type: "text", text: `Done ${before}.` }]);
  await chat.say(fields);
  await chat.answered(before + 1);
  await eventually(async () => expect(await chat.journal("select id from turn")).toEqual([]));
  return section(chat);
}

async function section(chat: Chat): Promise<string | null> {
  const { body } = (await chat.wholeRequests()).at(-1) ?? {};
  const said = body?.messages.filter(({ role }) => role === "user") ?? [];
  // Results of tools come as a user's message too.
  const words = said.findLast(({ content }) => content.every(({ type }) => type !== "tool_result"));
  const texts = words?.content.map(({ text = "" }) => text) ?? [];
  return texts.find((text) => text.startsWith("[Files of this conversation")) ?? null;
}

const idsIn = (text: string | null) =>
  text?.match(/(user|made|exec_)[^ :"]*(:-?\d+:\d+(:\d+)?)?(?=: ")/g) ?? [];

test("files are told with the turn that brings them, once, and anew when something has changed", async () => {
  const chat = await openChat();
  expect(await turn(chat, `${chat.tag} hello`)).toBeNull();
  const { fields } = await sendFile(chat, {
    as: "document",
    name: "log [1].txt",
    bytes: Buffer.from(chat.tag),
  });
  const first = await turn(chat, { ...fields, caption: `${chat.tag} our log` });
  expect(first).toContain('"log (1).txt", document text/plain');
  expect(first).toContain(`sent by the person`);
  expect(first).toContain(`with "${chat.tag} our log"`);
  expect(await turn(chat, `${chat.tag} and?`)).toBeNull();

  await turn(
    chat,
    `${chat.tag} make`,
    echo({ say: chat.tag, keep: ["tide.csv"], file: "sent.txt" }),
  );
  const second = await turn(chat, `${chat.tag} what is there?`);
  expect(idsIn(second).map((id) => id.split(/[:_]/)[0])).toEqual(["made", "user", "exec"]);
  expect(second).toMatch(
    /exec_\w+: "tide.csv".*made \d{4}-\d\d-\d\d \d\d:\d\d UTC.*gone at \d{4}-\d\d-\d\d/,
  );

  await chat.settled();
  await redis("DEL", `files:${chat.threadId}`);
  expect(await turn(chat, `${chat.tag} still?`)).toBeNull();
});

test("Redis flushed in between loses no pending file, and its copy is mended", async () => {
  const chat = await openChat();
  await turn(chat, `${chat.tag} make`, echo({ say: chat.tag, keep: ["a.txt", "b.txt"] }));
  const ids = (await chat.journal("select id from made_files order by id")).map(({ id }) =>
    String(id),
  );
  expect(ids).toHaveLength(2);
  await redis("DEL", `exec:thread:${chat.threadId}`, ...ids.map((id) => `exec:meta:${id}`));
  await redis("SADD", `exec:thread:${chat.threadId}`, "exec_stale");
  expect(idsIn(await turn(chat, `${chat.tag} what is there?`)).sort()).toEqual(ids);
  await eventually(async () => {
    const members = (await redis("SMEMBERS", `exec:thread:${chat.threadId}`)) as string[];
    expect(members.sort()).toEqual(ids);
    expect(await redis("EXISTS", ...ids.map((id) => `exec:meta:${id}`))).toBe(2);
  });
});

test("with Redis away the files are told all the same", async () => {
  const chat = await openChat();
  const { fields } = await sendFile(chat, {
    as: "document",
    name: "log.txt",
    bytes: Buffer.from(chat.tag),
  });
  await turn(chat, { ...fields, caption: chat.tag });
  await chat.settled();
  await pause("redis");
  try {
    await turn(chat, `${chat.tag} make`, echo({ say: chat.tag, keep: ["a.txt"] }));
    const told = await turn(chat, `${chat.tag} what is there?`);
    expect(idsIn(told).map((id) => id.split(/[:_]/)[0])).toEqual(["user", "exec"]);
  } finally {
    await resume("redis");
  }
});

/** Claude uses tools: side by side, in order, in sight, and whatever becomes of them the talk goes on. */
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import type { Env } from "../../functions/env.ts";
import type { Script } from "../emulators/claude/control.ts";
import { type Chat, eventually, openChat } from "./chat.ts";
import { query } from "./stores.ts";

type Step = Script["steps"][number];

const echo = (say: string, more: Record<string, string> = {}): Step => ({
  type: "tool_use",
  name: "echo",
  input: { say, ...more },
});

async function openGate(name: string): Promise<void> {
  await (env as unknown as Env).FILES.put(`gate/${name}`, "open");
}

/** What the request's last message tells Claude of its calls. */
async function results(chat: Chat, request: number) {
  const { body } = (await chat.requests())[request] ?? {};
  return (body?.messages.at(-1)?.content ?? []) as unknown as readonly {
    readonly type: string;
    readonly is_error?: boolean;
    readonly content: readonly { readonly text: string }[];
  }[];
}

const texts = async (chat: Chat, request: number) =>
  (await results(chat, request)).map(({ content, is_error }) => [content[0]?.text, is_error]);

test.concurrent("two calls at once are answered in their order, and history keeps every word of it", async () => {
  const chat = await openChat();
  const [red, blue] = [`${chat.tag} red`, `${chat.tag} blue`];
  await chat.script([
    { type: "thinking", thinking: "I shall ask twice" },
    { type: "text", text: "Let me see." },
    echo(red, { gate: chat.tag }),
    echo(blue),
  ]);
  await chat.script([{ type: "text", text: "They said red and blue." }]);
  await chat.say(`${chat.tag} ask`);
  await chat.drafted("Let me see.");
  await openGate(chat.tag);
  expect(await chat.answered(1)).toEqual(["Let me see.\n\nThey said red and blue."]);
  expect(await texts(chat, 1)).toEqual([
    [`echo: ${red}`, undefined],
    [`echo: ${blue}`, undefined],
  ]);

  await chat.settled();
  const rows = "select seq, role from messages where thread_id = $1 order by seq";
  expect(await query(rows, chat.threadId)).toEqual([
    { seq: 1, role: "user" },
    { seq: 2, role: "assistant" },
    { seq: 3, role: "user" },
    { seq: 4, role: "assistant" },
  ]);
  await chat.say(`${chat.tag} and now?`);
  await chat.answered(2);
  const [, second, third] = await chat.requests();
  expect(third?.status).toBe(200);
  expect(third?.body.messages.slice(0, 3)).toEqual(second?.body.messages);
});

test.concurrent("a file stands behind the words before it and before those after it, once", async () => {
  const chat = await openChat();
  await chat.script([{ type: "text", text: "Here it comes." }, echo(chat.tag, { file: "a.txt" })]);
  await chat.script([{ type: "text", text: "There it is." }]);
  await chat.say(`${chat.tag} send me a file`);
  expect(await chat.answered(2)).toEqual(["Here it comes.", "There it is."]);
  const sent = (await chat.calls()).filter(({ method }) =>
    /^send(RichMessage|Document)$/.test(method),
  );
  expect(sent.map(({ method }) => method)).toEqual([
    "sendRichMessage",
    "sendDocument",
    "sendRichMessage",
  ]);
  await chat.settled();
  await chat.say(`${chat.tag} thanks`);
  await chat.answered(3);
  const last = JSON.stringify((await chat.requests()).at(-1)?.body.messages);
  expect(last).toContain("Here it comes.");
  expect(last).toContain("There it is.");
});

test.concurrent("a file Telegram refuses is not promised: Claude is told why", async () => {
  const chat = await openChat();
  await chat.fault("sendDocument", { kind: "error", code: 400, description: "Bad Request: no" });
  await chat.script([echo(chat.tag, { file: "a.txt" })]);
  await chat.script([{ type: "text", text: "It did not work." }], {
    match: "did not get the file",
  });
  await chat.say(`${chat.tag} send me a file`);
  expect(await chat.answered(1)).toEqual(["It did not work."]);
  expect(await texts(chat, 1)).toEqual([[expect.stringContaining("Bad Request: no"), true]]);
});

test.concurrent("words that are no input, and a tool nobody knows, are errors Claude can mend", async () => {
  const chat = await openChat();
  await chat.script([
    { type: "tool_use", name: "echo", input: {}, inputJson: `{"say": "${chat.tag}` },
    { type: "tool_use", name: "divine", input: { of: chat.tag } },
    echo(chat.tag),
  ]);
  await chat.script([{ type: "text", text: "Mended." }]);
  await chat.say(`${chat.tag} try`);
  expect(await chat.answered(1)).toEqual(["Mended."]);
  expect((await results(chat, 1)).map(({ is_error }) => is_error)).toEqual([true, true, undefined]);
});

test.concurrent("a turn that only paused goes on, and search and result stay together", async () => {
  const chat = await openChat();
  await chat.script([
    { type: "text", text: "I search." },
    {
      type: "server_tool_use",
      name: "web_search",
      input: { query: "tide" },
      id: `srvtoolu_${chat.userId}`,
    },
    { type: "stop", reason: "pause_turn" },
  ]);
  await chat.script([
    { type: "server_tool_result", result: "web_search_tool_result", content: [] },
    { type: "text", text: "High at noon." },
  ]);
  await chat.say(`${chat.tag} when is the tide high?`);
  expect(await chat.answered(1)).toEqual(["I search.\n\nHigh at noon."]);
  await chat.say(`${chat.tag} and low?`);
  await chat.answered(2);
  expect((await chat.requests()).map(({ status }) => status)).toEqual([200, 200, 200]);
});

test.concurrent("Stop does not wait for a tool; what was said stays, and Claude hears how it ended", async () => {
  const chat = await openChat();
  await chat.script([{ type: "text", text: "One moment." }, echo(chat.tag, { gate: "never" })]);
  await chat.say(`${chat.tag} wait for ever`);
  const draftId = await chat.drafted("One moment.");
  await eventually(async () =>
    expect(await chat.journal("select json_extract(state, '$.phase') as phase from turn")).toEqual([
      { phase: "tools" },
    ]),
  );
  await chat.pressStop(draftId);
  expect(await chat.answered(1)).toEqual(["One moment.\n\n_Stopped._"]);
  await chat.say(`${chat.tag} go on`);
  await chat.answered(2);
  const requests = await chat.requests();
  expect(requests.map(({ status }) => status)).toEqual([200, 200]);
  expect(JSON.stringify(requests[1]?.body.messages)).toContain("nothing came of it");
});

test.concurrent("killed between two steps, the turn goes on with what the tools gave, and runs none twice", async () => {
  const chat = await openChat();
  await chat.script([{ type: "text", text: "First I ask." }, echo(`${chat.tag} seven`)]);
  await chat.script([{ type: "hold", name: chat.tag }]);
  await chat.say(`${chat.tag} ask`);
  await eventually(async () => expect(await chat.requests()).toHaveLength(2));
  await chat.script([{ type: "text", text: "It is seven." }]);
  await chat.kill();
  expect(await chat.answered(1)).toEqual(["First I ask.\n\nIt is seven."]);
  const [, second, third, ...more] = await chat.requests();
  expect(third?.body.messages).toEqual(second?.body.messages);
  expect(more).toEqual([]);
});

test.concurrent("killed while a tool was at work, the answer ends with a note, and the talk goes on", async () => {
  const chat = await openChat();
  await chat.script([{ type: "text", text: "First I ask." }, echo(chat.tag, { gate: chat.tag })]);
  await chat.say(`${chat.tag} ask`);
  await eventually(async () =>
    expect(await chat.journal("select json_extract(state, '$.phase') as phase from turn")).toEqual([
      { phase: "tools" },
    ]),
  );
  await chat.kill();
  expect(await chat.answered(1)).toEqual(["First I ask.\n\n_The answer was cut off here._"]);
  await openGate(chat.tag);
  await chat.say(`${chat.tag} what became of it?`);
  await chat.answered(2);
  const requests = await chat.requests();
  expect(requests.map(({ status }) => status)).toEqual([200, 200]);
  expect(JSON.stringify(requests[1]?.body.messages)).toContain("nobody knows what came of it");
});

test.concurrent("a picture that a tool shows Claude is in its result, also in every later turn", async () => {
  const chat = await openChat();
  await chat.script([echo(`${chat.tag} look`, { see: "yes" })]);
  await chat.script([{ type: "text", text: "I see a dot." }]);
  await chat.say(`${chat.tag} show yourself`);
  expect(await chat.answered(1)).toEqual(["I see a dot."]);
  const shown = (await results(chat, 1))[0]?.content;
  expect(shown).toMatchObject([
    { type: "text" },
    { type: "image", source: { type: "base64", media_type: "image/png" } },
  ]);
  await chat.settled();
  await chat.say(`${chat.tag} what was it?`);
  await chat.answered(2);
  const [, second, third] = await chat.requests();
  expect(third?.status).toBe(200);
  expect(third?.body.messages.slice(0, 3)).toEqual(second?.body.messages);
});

test.concurrent("after a hundred steps the turn ends with a sentence, and the talk goes on", async () => {
  const chat = await openChat();
  for (let step = 1; step <= 101; step += 1)
    await chat.script([{ type: "text", text: `Step ${step}.` }, echo(`${chat.tag} ${step}`)]);
  await chat.say(`${chat.tag} never stop`);
  const [answer = ""] = await chat.answered(1);
  expect(answer).toMatch(
    /^Step 1\..*Step 100\.\s+_This took more steps than I may take at once\._$/s,
  );
  expect(await chat.requests()).toHaveLength(100);
  await chat.say(`${chat.tag} and now?`);
  await eventually(async () => expect(await chat.requests()).toHaveLength(101));
  expect((await chat.requests()).at(-1)?.status).toBe(200);
});

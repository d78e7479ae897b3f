/** Two hundred turns with tools, edits and stops: each request begins as the one before it ended, but for the breaks made on purpose. */
import { expect, test } from "vitest";
import type { Script } from "../emulators/claude/control.ts";
import { type Chat, eventually, openChat, post, sim } from "./chat.ts";
import type { ClaudeRequest } from "./claude-request.ts";
import { query } from "./stores.ts";

const turnCount = 200;
const personalityAt = 90;
const modelAt = 140;

const usesTool = (turn: number) => turn % 7 === 3;
const isStopped = (turn: number) => turn % 17 === 5 && !usesTool(turn);
const isEdited = (turn: number) => turn % 23 === 8;

type Step = Script["steps"][number];

/** Everything Claude reads, in its order, without the marks of the prompt cache. */
function readBy({ body }: ClaudeRequest): string[] {
  const { system, tools, messages } = body as ClaudeRequest["body"] & Record<string, unknown>;
  const blocks = messages.flatMap(({ role, content }) => content.map((block) => ({ role, block })));
  return [system, tools, ...blocks].map((part) =>
    JSON.stringify(part, (key, value) => (key === "cache_control" ? undefined : value)),
  );
}

function isBreak(before: ClaudeRequest, after: ClaudeRequest): boolean {
  const next = readBy(after);
  return readBy(before).some((part, index) => part !== next[index]);
}

/** Every request of the thread as it was sent, the time it tells included; summaries are not turns. */
async function rawRequests(chat: Chat, after: number): Promise<ClaudeRequest[]> {
  const { requests } = await sim<{ requests: ClaudeRequest[] }>(
    "claude",
    "GET",
    `/sim/requests?after=${after}`,
  );
  return requests.filter(
    ({ body }) => JSON.stringify(body).includes(chat.tag) && !("compaction" in body),
  );
}

function steps(chat: Chat, turn: number): Step[] {
  const thinking: Step = { type: "thinking", thinking: `I weigh turn ${turn}` };
  if (usesTool(turn))
    return [thinking, { type: "tool_use", name: "echo", input: { say: `${chat.tag} ${turn}` } }];
  const text: Step = { type: "text", text: `Answer ${turn}.` };
  if (isStopped(turn)) return [thinking, text, { type: "hold", name: `${chat.tag} never` }];
  return [thinking, text];
}

async function idle(chat: Chat): Promise<void> {
  await eventually(async () => {
    expect(await chat.journal("select id from turn")).toEqual([]);
    expect(await chat.journal("select state from inbox where state <> 'done'")).toEqual([]);
  });
}

async function takeTurn(chat: Chat, turn: number): Promise<void> {
  if (turn === personalityAt) await chat.say("/personality Be brief.");
  if (turn === modelAt) await chat.say("/model opus");
  await chat.script(steps(chat, turn));
  if (usesTool(turn)) await chat.script([{ type: "text", text: `The tool said ${turn}.` }]);
  const update = chat.update(`${chat.tag} question ${turn}`);
  await post(update);
  if (isStopped(turn)) await chat.pressStop(await chat.drafted(`Answer ${turn}.`));
  await idle(chat);
  if (!isEdited(turn)) return;
  const { message, update_id: updateId } = update;
  const edit_date = message.date + 1;
  const edited_message = { ...message, text: `${chat.tag} other question ${turn}`, edit_date };
  await post({ update_id: updateId + 1_000_000_000, edited_message });
  await idle(chat);
}

test("each begins as the one before it", { timeout: 240_000 }, async () => {
  const chat = await openChat();
  const { requests: earlier } = await sim<{ requests: ClaudeRequest[] }>(
    "claude",
    "GET",
    "/sim/requests",
  );
  for (let turn = 0; turn < turnCount; turn += 1) await takeTurn(chat, turn);
  const requests = await rawRequests(chat, earlier.at(-1)?.index ?? -1);
  expect(requests.length).toBeGreaterThan(turnCount);
  expect(requests.filter(({ status }) => status !== 200)).toEqual([]);
  const breaks = requests
    .slice(1)
    .filter((request, index) => isBreak(requests[index] as ClaudeRequest, request));
  await chat.settled();
  const [row] = await query(
    "select count(*)::int as compactions from turns where thread_id = $1 and outcome = 'compacted'",
    chat.threadId,
  );
  // The personality, the model, and each summary, if there was one: once each, and nothing else.
  expect(breaks).toHaveLength(2 + Number(row?.compactions));
});

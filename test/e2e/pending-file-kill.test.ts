/** A file that waits is delivered, and the worker killed at that moment: it is there once, or the log says why twice. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Script } from "../emulators/claude/control.ts";
import type { CrashPoint } from "../faults/crash-point.ts";
import { type CrashWorld, openCrashWorld } from "../faults/crash-world.ts";
import { arrivedOf, board, fileOf, type Passenger } from "../faults/passenger.ts";
import { until } from "../faults/until.ts";

type Case = {
  readonly name: string;
  readonly at: CrashPoint;
  /** How often Telegram has the file then, and how often the log calls that ambiguous. */
  readonly copies: number;
  readonly ambiguous: number;
};
type Rider = Case & { readonly passenger: Passenger };

const cases: readonly Case[] = [
  { name: "announced, and not asked for", at: "@C10", copies: 1, ambiguous: 1 },
  { name: "taken, and not noted", at: "@C10-applied", copies: 2, ambiguous: 1 },
  { name: "noted, and the turn not over", at: "@C11", copies: 1, ambiguous: 0 },
];

const patienceMs = 60_000;

let world: CrashWorld;
beforeAll(async () => {
  world = await openCrashWorld({ hangMs: 1500, telegramLimits: "off" });
});
afterAll(() => world.stop());

async function eventually(what: string, check: () => Promise<boolean>): Promise<void> {
  if (!(await until(check, patienceMs))) throw new Error(`never: ${what}`);
}

const quiet = ({ threadId }: Passenger) =>
  eventually("over", async () => (await world.unfinished(threadId)) === 0);

/** One turn of these scripts, to its end. */
async function turn(passenger: Passenger, words: string, steps: Script["steps"]): Promise<void> {
  const { chatId, tag } = passenger;
  const answer = `${tag} heard: ${words}`;
  // Each is known by what it answers: the words, then the results of the calls.
  await world.claude.script({ match: `${tag} ${words}`, steps });
  await world.claude.script({ match: tag, steps: [{ type: "text", text: answer }] });
  await world.say(chatId, `${tag} ${words}`);
  await eventually(words, async () =>
    arrivedOf(passenger, await world.calls()).some(({ what }) => what === answer),
  );
  await quiet(passenger);
}

/** Gives the id of the file that waits. */
async function make(passenger: Passenger): Promise<string> {
  const input = { say: passenger.tag, keep: [fileOf(passenger)] };
  await turn(passenger, "make", [{ type: "tool_use", name: "echo", input }]);
  const requests = await world.requests();
  const bodies = requests.map(({ body }) => JSON.stringify(body));
  const told = bodies.findLast((body) => body.includes(passenger.tag)) ?? "";
  const [id] = told.match(/exec_[0-9a-f]{12}/) ?? [];
  if (id === undefined) throw new Error("nothing was made");
  return id;
}

async function boardAll(): Promise<readonly Rider[]> {
  const riders: Rider[] = [];
  for (const one of cases) riders.push({ ...one, passenger: await board(world) });
  return riders;
}

/** Labels of the buttons below the newest list. */
async function listed({ chatId }: Passenger): Promise<readonly string[]> {
  const lists = async () =>
    (await world.calls()).filter(
      ({ method, params }) => method === "sendMessage" && Number(params.chat_id) === chatId,
    );
  const before = (await lists()).length;
  await world.say(chatId, "/files");
  await eventually("the list", async () => (await lists()).length > before);
  const { params } = (await lists()).at(-1) ?? {};
  const { inline_keyboard: rows = [] } = (params?.reply_markup ?? {}) as {
    inline_keyboard?: { text: string }[][];
  };
  return rows.flat().map(({ text }) => text);
}

test("killed at each of its moments, the file arrives, stands in the list as delivered, and its bytes are gone", async () => {
  const riders = await boardAll();
  for (const { passenger, at } of riders) {
    const input = { file_id: await make(passenger) };
    expect(await world.bytesOf(passenger.chatId)).toHaveLength(1);
    const { chatId, tag } = passenger;
    await world.claude.script({
      match: `${tag} send`,
      steps: [{ type: "tool_use", name: "deliver_file", input }],
    });
    world.control.arm(chatId, { at: [at], does: "hold", times: 1 });
  }
  await Promise.all(
    riders.map(({ passenger }) => world.say(passenger.chatId, `${passenger.tag} send`)),
  );
  await eventually("all held", async () =>
    riders.every(({ passenger }) => world.control.struck(passenger.chatId) === 1),
  );
  await world.stack.worker.kill();
  await world.stack.worker.restart();
  await Promise.all(riders.map(({ passenger }) => quiet(passenger)));

  const log = world.stack.worker.log.lines;
  for (const { name, passenger, copies, ambiguous } of riders) {
    const arrived = arrivedOf(passenger, await world.calls()).map(({ what }) => what);
    const files = arrived.filter((what) => what === fileOf(passenger));
    expect(files, name).toHaveLength(copies);
    const [row] = await world.rows(
      `select id from turns where thread_id = '${passenger.threadId}' order by opened_at desc limit 1`,
    );
    const said = log.filter(
      (line) => line.includes("telegram.ambiguous_send") && line.includes(String(row?.id)),
    );
    expect(said, name).toHaveLength(ambiguous);
    expect(await listed(passenger), name).toEqual([fileOf(passenger), "Forget"]);
    const states = await world.rows(
      `select source, state from user_files where thread_id = '${passenger.threadId}'`,
    );
    expect(states, name).toEqual([{ source: "assistant", state: "delivered" }]);
    await eventually(`bytes gone: ${name}`, async () => {
      return (await world.bytesOf(passenger.chatId)).length === 0;
    });
  }
});

/** `npm run say -- "text"`: says something in the running playground and prints the answer as it streams. */
import type { ChatEvent, Snapshot } from "../emulators/telegram/control.ts";
import { type AnswerView, pipeView, terminalView } from "./answer-view.ts";
import { watchDeliveries } from "./delivery-watch.ts";
import { findRunning } from "./running-file.ts";
import { parseSayOptions, type SayOptions } from "./say-options.ts";
import { chooseSpeaker, sendAll } from "./say-send.ts";
import { followAnswer } from "./say-stream.ts";
import { SimClient } from "./sim-client.ts";
import { StartRefused, sayWhy } from "./start-refused.ts";

const ANSWERED = "answered";

try {
  await say(parseSayOptions(process.argv.slice(2), process.cwd()));
} catch (error) {
  process.exitCode = sayWhy(error);
}

async function say(options: SayOptions): Promise<void> {
  const sim = await connect(options.dataDir);
  const timeout = AbortSignal.timeout(options.timeoutMs);
  const ended = new AbortController();
  const events = sim.events(AbortSignal.any([ended.signal, timeout]));
  try {
    await sayAndFollow({ sim, options, events, ended });
    const problem = problemOf(ended.signal, timeout, options);
    if (problem !== null) throw new StartRefused(problem);
  } finally {
    ended.abort();
  }
}

type Saying = {
  readonly sim: SimClient;
  readonly options: SayOptions;
  readonly events: AsyncGenerator<ChatEvent>;
  /** Aborted with ANSWERED, or with the reason why no answer will come. */
  readonly ended: AbortController;
};

async function sayAndFollow({ sim, options, events, ended }: Saying): Promise<void> {
  const speaker = chooseSpeaker(await firstSnapshot(events), options);
  const after = await lastIndex(sim, "deliveries");
  const lastMessageId = await sendAll(sim, speaker, options);
  const onRefused = (why: string) => ended.abort(`The message did not arrive: ${why}.`);
  const stopWatching = watchDeliveries({ sim, after, onRefused });
  const view = viewOn(process.stdout);
  const onAnswered = () => ended.abort(ANSWERED);
  await followAnswer({ ...speaker, events, lastMessageId, view, onAnswered });
  stopWatching();
}

function problemOf(
  ended: AbortSignal,
  timeout: AbortSignal,
  { timeoutMs }: SayOptions,
): string | null {
  if (ended.aborted) return ended.reason === ANSWERED ? null : String(ended.reason);
  if (timeout.aborted) return `No answer within ${timeoutMs / 1000} s.`;
  return "The playground stopped before the answer was complete.";
}

async function connect(dataDir: string): Promise<SimClient> {
  const running = await findRunning(dataDir);
  if (running === null)
    throw new StartRefused("The playground is not running. Start it with: npm start");
  if (running.addresses === null) throw new StartRefused("The playground is still starting.");
  return new SimClient(running.addresses.telegramUrl, running.addresses.telegramControlKey);
}

async function firstSnapshot(events: AsyncGenerator<ChatEvent>): Promise<Snapshot> {
  const { value } = await events.next();
  if (value?.type === "snapshot") return value.snapshot;
  throw new StartRefused("The playground does not show its chats.");
}

async function lastIndex(sim: SimClient, record: "calls" | "deliveries"): Promise<number> {
  const all = await sim.get<Record<string, readonly { index: number }[]>>(`/sim/${record}?after=0`);
  return all[record]?.at(-1)?.index ?? 0;
}

function viewOn(output: NodeJS.WriteStream): AnswerView {
  const write = (text: string) => void output.write(text);
  return output.isTTY ? terminalView(write, () => output.columns) : pipeView(write);
}

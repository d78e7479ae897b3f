/** `npm run say -- "text"`: says something in the running playground and prints the answer as it streams. */
import type { ChatEvent, Snapshot } from "../emulators/telegram/control.ts";
import { type AnswerView, pipeView, terminalView } from "./answer-view.ts";
import { watchDeliveries } from "./delivery-watch.ts";
import { findRunning } from "./running-file.ts";
import { parseSayOptions, type SayOptions } from "./say-options.ts";
import { chooseSpeaker, sendAll } from "./say-send.ts";
import { followAnswer } from "./say-stream.ts";
import { SimClient } from "./sim-client.ts";
import { StartRefused } from "./start-refused.ts";

const ANSWERED = "answered";

try {
  await say(parseSayOptions(process.argv.slice(2), process.cwd()));
} catch (error) {
  console.error(error instanceof StartRefused ? error.message : error);
  process.exitCode = 1;
}

async function say(options: SayOptions): Promise<void> {
  const sim = await connect(options.dataDir);
  const timeout = AbortSignal.timeout(options.timeoutMs);
  const ended = new AbortController();
  const events = sim.events(AbortSignal.any([ended.signal, timeout]));
  const speaker = chooseSpeaker(await firstSnapshot(events), options);
  const callsBefore = await lastIndex(sim, "calls");
  const deliveriesBefore = await lastIndex(sim, "deliveries");

  const lastMessageId = await sendAll(sim, speaker, options);
  const stopWatching = watchDeliveries({
    sim,
    after: deliveriesBefore,
    onRefused: (why) => ended.abort(`The message did not arrive: ${why}.`),
  });
  await followAnswer({
    sim,
    events,
    chatId: speaker.chatId,
    topicId: speaker.topicId,
    lastMessageId,
    callsBefore,
    view: viewOn(process.stdout),
    onAnswered: () => ended.abort(ANSWERED),
  });
  stopWatching();
  if (ended.signal.reason === ANSWERED) return;
  throw new StartRefused(whyNot(ended.signal, timeout, options));
}

function whyNot(ended: AbortSignal, timeout: AbortSignal, { timeoutMs }: SayOptions): string {
  if (ended.aborted) return String(ended.reason);
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

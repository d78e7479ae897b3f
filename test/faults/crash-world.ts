/** The running stack with crash points in its worker, and what can be asked of it about many chats at once. */
import { fileURLToPath } from "node:url";
import { neon, neonConfig } from "@neondatabase/serverless";
import { listenForAnswers } from "../bench/answers.ts";
import { richPeople } from "../bench/rich-people.ts";
import type { RecordedRequest } from "../emulators/claude/control.ts";
import { type ClaudeControl, controlClaude } from "../emulators/claude/control-client.ts";
import type { RecordedCall, RecordedDelivery } from "../emulators/telegram/control.ts";
import type { Step } from "../playground/progress.ts";
import { SimClient } from "../playground/sim-client.ts";
import { type Stack, startStack } from "../playground/stack.ts";
import { type Passengers, passengersOf } from "../support/passengers.ts";
import { type CrashControl, startCrashControl } from "./crash-control.ts";

const crashWorker = fileURLToPath(new URL("./worker/crash-worker.ts", import.meta.url));

/** As committed, but for the batches: five seconds would only be waited for. */
const queues = {
  producers: [{ queue: "ferry-flush", binding: "FLUSH" }],
  consumers: [{ queue: "ferry-flush", max_batch_timeout: 1, retry_delay: 1, max_retries: 100 }],
};

/** A worker killed every few seconds may need several lives for one answer, and a busy machine half a minute for each. */
const patienceMs = 240_000;

export type CrashWorld = Passengers & {
  readonly hangMs: number;
  readonly stack: Stack;
  readonly control: CrashControl;
  readonly claude: ClaudeControl;
  /** Resolves at the next real message of the bot there: ask before you speak. */
  readonly nextMessage: (chatId: number) => Promise<unknown>;
  /** Bot API calls that Telegram applied. */
  readonly calls: () => Promise<readonly RecordedCall[]>;
  readonly deliveries: () => Promise<readonly RecordedDelivery[]>;
  readonly requests: () => Promise<readonly RecordedRequest[]>;
  readonly rows: (query: string) => Promise<readonly Record<string, unknown>[]>;
  /** How much of a thread is not over yet; asking wakes it. */
  readonly unfinished: (threadId: string) => Promise<number>;
  /** Keys of bytes that lie in R2 for this person until they are delivered. */
  readonly bytesOf: (userId: number) => Promise<readonly string[]>;
  readonly stop: () => Promise<void>;
};

export type CrashWorldOptions = {
  /** How late a hanging step is. */
  readonly hangMs: number;
  /** Off where many speak at the same moment: a 429 would move the point at which they are cut off. */
  readonly telegramLimits: "real" | "off";
  /** `quick`: flushed at once, as tests want it. `committed`: as in production. */
  readonly flushing?: "quick" | "committed";
  readonly step?: Step;
};

export async function openCrashWorld({
  hangMs,
  telegramLimits,
  flushing = "quick",
  step,
}: CrashWorldOptions): Promise<CrashWorld> {
  const control = await startCrashControl(hangMs);
  try {
    const stack = await startStack({
      config: { main: crashWorker, ...(flushing === "quick" && { queues }) },
      telegramLimits,
      vars: {
        CRASH_CONTROL_URL: control.url,
        ...richPeople,
        ...(flushing === "quick" && { FLUSH_RESEND_AFTER_MS: "2000" }),
      },
      ...(step && { step }),
    });
    return worldOf(stack, control, hangMs);
  } catch (error) {
    await control.close();
    throw error;
  }
}

function worldOf(stack: Stack, control: CrashControl, hangMs: number): CrashWorld {
  const { telegram, postgres, worker } = stack;
  if (!stack.claude) throw new Error("crash tests need the Claude stand-in");
  const claude = controlClaude(stack.claude);
  const sim = new SimClient(telegram.url, telegram.controlKey);
  // The driver knows its endpoint only globally; there is one world at a time.
  neonConfig.fetchEndpoint = postgres.fetchEndpoint;
  const sql = neon(postgres.databaseUrl);
  const answers = listenForAnswers(sim, patienceMs);
  return {
    hangMs,
    stack,
    control,
    claude,
    ...passengersOf(sim),
    nextMessage: answers.next,
    calls: async () => {
      const { calls } = await sim.get<{ calls: RecordedCall[] }>("/sim/calls");
      return calls.filter(({ ok }) => ok);
    },
    deliveries: async () =>
      (await sim.get<{ deliveries: RecordedDelivery[] }>("/sim/deliveries")).deliveries,
    requests: () => claude.requests(),
    rows: (query) => sql.query(query),
    unfinished: async (threadId) => {
      const response = await fetch(`${worker.url}/unfinished/${threadId}`);
      return Number(await response.text());
    },
    bytesOf: async (userId) => {
      const response = await fetch(`${worker.url}/bytes/${userId}`);
      return (await response.json()) as string[];
    },
    stop: async () => {
      answers.close();
      await stack.stop();
      await control.close();
    },
  };
}

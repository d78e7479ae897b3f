/** The stack the end-to-end tests and the bench stand on: several side by side, crashes on demand, nothing left. */
import { Api } from "grammy";
import type { Message } from "grammy/types";
import { expect, test } from "vitest";
import { SimClient } from "./sim-client.ts";
import { type Stack, startStack } from "./stack.ts";
import { descendantsOf, stillRunning } from "./support/process-table.ts";

const ADA = 1001;
const LIMIT_MS = 120_000;

/** Sends `text` and resolves with the first message the bot answers it with. */
async function ask({ telegram }: Stack, text: string): Promise<Message> {
  const sim = new SimClient(telegram.url, telegram.controlKey);
  const found = new AbortController();
  const events = sim.events(found.signal);
  await events.next();
  await sim.post("/sim/messages", { chatId: ADA, userId: ADA, text });
  for await (const event of events) {
    if (event.type === "message" && event.message.from?.is_bot) return event.message;
  }
  throw new Error("The emulator went away before the bot answered");
}

test(
  "two stacks run side by side, a crashed worker comes back on its port, and a stop leaves no process",
  async () => {
    const before = descendantsOf(process.pid);
    const stacks = await Promise.all([startStack(), startStack()]);
    const [first, second] = stacks;
    expect(first.worker.url).not.toBe(second.worker.url);
    const bot = new Api(first.telegram.token, { apiRoot: first.telegram.apiRoot });
    expect((await bot.getWebhookInfo()).url).toBe(`${first.worker.url}/telegram/webhook`);
    for (const stack of stacks) expect((await ask(stack, "hello")).message_id).toBeGreaterThan(0);

    await first.worker.kill();
    await expect(fetch(`${first.worker.url}/health`)).rejects.toThrow();
    await first.worker.restart();
    expect((await fetch(`${first.worker.url}/health`)).status).toBe(200);
    expect((await ask(first, "still there?")).message_id).toBeGreaterThan(0);
    await first.worker.tickCron();

    const started = descendantsOf(process.pid).filter(
      ({ pid }) => !before.some((old) => old.pid === pid),
    );
    expect(started.length).toBeGreaterThan(0);
    await Promise.all(stacks.map((stack) => stack.stop()));
    expect(stillRunning(started).map(({ command }) => command)).toEqual([]);
  },
  LIMIT_MS,
);

test(
  "a worker that cannot start is shown with its last words",
  async () => {
    const starting = startStack({ vars: { BATCH_WINDOW_MS: "soon" } });
    await expect(starting).rejects.toThrow(/The worker did not start: .*BATCH_WINDOW_MS/s);
  },
  LIMIT_MS,
);

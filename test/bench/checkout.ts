/** How soon Telegram hears whether a payment may be made: it waits ten seconds, a person before a button does not (F43). */
import { invoiceKey, signInvoice } from "../../lib/billing/invoice-payload.ts";
import type { UserId } from "../../lib/model/ids.ts";
import { usd } from "../../lib/model/money.ts";
import type { Bench } from "./bench.ts";
import type { BenchWorld } from "./bench-world.ts";
import { checkoutUpdate } from "./updates.ts";

const warmUps = 5;
const questions = 100;
const stars = 100;

export const checkout: Bench = {
  name: "checkout",
  purpose: "Telegram's question before a payment → our answer is with it, and the 200 too",
  async run(world) {
    const { postgres } = world.stack;
    await answersTo(world, warmUps);
    const up = await answersTo(world, questions);
    await postgres.pause();
    try {
      const down = await answersTo(world, questions);
      return [
        {
          what: "question → answered",
          unit: "ms",
          samples: up,
          limits: [{ statistic: "p95", atMost: 1000 }],
        },
        {
          what: "…, Postgres stopped",
          unit: "ms",
          samples: down,
          limits: [{ statistic: "p95", atMost: 1000 }],
        },
      ];
    } finally {
      await postgres.resume();
    }
  },
};

/** Milliseconds each; throws unless every one was allowed. */
async function answersTo(world: BenchWorld, count: number): Promise<number[]> {
  const key = await invoiceKey(world.stack.world.secrets.signingKey);
  const payerId = await world.newChat();
  await world.newRecords();
  const samples: number[] = [];
  while (samples.length < count) {
    const userId = payerId as UserId;
    const invoice = { userId, stars, creditedNanoUsd: usd(0.845), issuedAtMs: Date.now() };
    const payload = await signInvoice(key, invoice);
    samples.push(await world.post(checkoutUpdate({ payerId, payload, stars })));
  }
  const { calls } = await world.newRecords();
  const answers = calls.filter(({ method }) => method === "answerPreCheckoutQuery");
  const allowed = answers.filter(({ params }) => String(params.ok) === "true");
  if (allowed.length !== count) throw new Error(`${allowed.length} of ${count} were allowed`);
  return samples;
}

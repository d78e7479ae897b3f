/** Many writers on one ledger, with copies, shuffles and cut connections; then the books are audited. */
import { migrate } from "../../../functions/cli/run-migrations.ts";
import { openStore } from "../../../lib/store/open-store.ts";
import type { Postgres } from "../../emulators/postgres/start-postgres.ts";
import { audit } from "./audit.ts";
import { type Disturbance, disturb } from "./disturb.ts";
import { makePlan } from "./plan.ts";
import { type Written, write } from "./writer.ts";

export type LedgerRun = {
  readonly postgres: Postgres;
  readonly seed: number;
  readonly operations: number;
  readonly writers: number;
  readonly onProgress: (done: number, of: number) => void;
};

export type LedgerRunResult = {
  readonly problems: readonly string[];
  readonly statements: number;
  readonly writeMs: number;
  readonly retries: number;
  readonly cuts: number;
  readonly terminated: number;
};

export async function runLedger(run: LedgerRun): Promise<LedgerRunResult> {
  const { postgres, seed, operations, writers, onProgress } = run;
  await migrate({ ...postgres, print: () => {} });
  const store = openStore(postgres);
  const plan = makePlan(seed, operations);
  const tasks = plan.tasks.values();
  const written: Written = { applied: [], retries: 0 };
  const disturbance: Disturbance = { cuts: 0, terminated: 0, isOver: false };
  let done = 0;
  const startedMs = performance.now();
  const work = async () => {
    for (const task of tasks) {
      await write(store, task, written);
      done += 1;
      onProgress(done, plan.tasks.length);
    }
  };
  const disturbing = disturb(postgres, store, disturbance);
  try {
    await Promise.all(Array.from({ length: writers }, work));
  } finally {
    disturbance.isOver = true;
    await disturbing;
  }
  const writeMs = performance.now() - startedMs;
  const { cuts, terminated } = disturbance;
  return {
    problems: await audit(store, plan, written.applied),
    statements: plan.tasks.length,
    writeMs,
    retries: written.retries,
    cuts,
    terminated,
  };
}

/** Postgres stops while people speak: they notice nothing, and afterwards the books are whole. `npm run outage` does it for a minute. */
import { expect, test } from "vitest";
import { openCrashWorld } from "../faults/crash-world.ts";
import { sufferOutage } from "../faults/suffer-outage.ts";

test("eight seconds without Postgres: no turn fails, nothing is lost, nothing doubled, no good row a dead letter", async () => {
  const world = await openCrashWorld({ hangMs: 0, telegramLimits: "off" });
  try {
    expect(await sufferOutage(world, { calmSeconds: 3, seconds: 8, people: 8 })).toEqual([]);
  } finally {
    await world.stop();
  }
});

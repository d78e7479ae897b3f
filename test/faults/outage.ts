/** `npm run outage`: Postgres stops for a minute while people go on speaking; then nothing may be lost, doubled or late. */

import { parseArgs } from "node:util";
import { progressOn, withoutProgress } from "../playground/progress.ts";
import { openCrashWorld } from "./crash-world.ts";
import { endWith } from "./end-with.ts";
import { sufferOutage } from "./suffer-outage.ts";
import { wholeNumber } from "./whole-number.ts";

/** Thirty people speak about five times a second together. */
async function main(): Promise<readonly string[]> {
  const { values } = parseArgs({
    options: {
      seconds: { type: "string", default: "60" },
      people: { type: "string", default: "30" },
    },
  });
  const seconds = wholeNumber("seconds", values.seconds);
  const people = wholeNumber("people", values.people);
  const step = process.stderr.isTTY ? progressOn(process.stderr) : withoutProgress;
  console.log("starting the worker and what stands around it");
  const world = await openCrashWorld({
    hangMs: 0,
    telegramLimits: "off",
    flushing: "committed",
    step,
  });
  try {
    return await sufferOutage(world, { calmSeconds: 10, seconds, people });
  } finally {
    await world.stop();
  }
}

await endWith(main);

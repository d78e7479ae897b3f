/** Kinds of test: in Node on real engines, in workerd with billing off and on, and end to end on `wrangler dev`. */
import { defineConfig } from "vitest/config";
import { buildSandboxes } from "../functions/cli/sandboxes/build-sandboxes.ts";
import { inOwnWorld } from "./support/in-own-world.ts";
import { quietPackages } from "./support/quiet-packages.ts";
import { bindingsOf, moneyBindings } from "./support/workers-world.ts";
import { Worlds } from "./support/worlds.ts";

await buildSandboxes(async (work) => {
  console.log("Building the sandboxes of Python and SVG …");
  await work();
});

/** Tests inside workerd, in worlds of their own: Stars that were paid in one project are news to the other's cron. */
function inWorkerd(name: string, { include, exclude, bindings }: Workerd) {
  const worlds = new Worlds();
  return {
    plugins: [
      quietPackages,
      inOwnWorld(worlds, (world) => ({
        main: "./workers/test-worker.ts",
        wrangler: { configPath: "../wrangler.toml" },
        miniflare: {
          bindings: { ...bindingsOf(world), ...bindings },
          // Batches at once: five seconds would only be waited for.
          queueConsumers: {
            "ferry-flush": { maxBatchTimeout: 0.05, maxRetries: 3, retryDelay: 1 },
          },
        },
      })),
    ],
    test: {
      name,
      root: import.meta.dirname,
      include,
      exclude,
      testTimeout: 30_000,
      hookTimeout: 60_000,
    },
  };
}

type Workerd = {
  readonly include: string[];
  readonly exclude: string[];
  readonly bindings: Record<string, string>;
};

export default defineConfig({
  test: {
    // What the worker logs is shown where a test fails.
    silent: "passed-only",
    // Most of a test is waiting; on two cores, one file at a time would leave half of them idle.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: "node",
          root: import.meta.dirname,
          include: ["**/*.test.ts"],
          exclude: ["workers/**", "e2e/**"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      inWorkerd("workers", {
        include: ["workers/**/*.test.ts"],
        exclude: ["workers/money/**"],
        bindings: {},
      }),
      inWorkerd("money", {
        include: ["workers/money/**/*.test.ts"],
        exclude: [],
        bindings: moneyBindings,
      }),
      {
        test: {
          name: "e2e",
          root: import.meta.dirname,
          include: ["e2e/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});

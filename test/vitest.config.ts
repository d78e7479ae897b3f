/** Three kinds of test: in Node on real engines, in workerd, and end to end on `wrangler dev`. */
import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { quietPackages } from "./support/quiet-packages.ts";
import { bindingsOf, planWorld, type WorldPlan } from "./support/workers-world.ts";

// vitest may load this file more than once; all of them must mean the same world.
process.env.FERRY_WORLD_PLAN ??= JSON.stringify(await planWorld());
const plan = JSON.parse(process.env.FERRY_WORLD_PLAN) as WorldPlan;

export default defineConfig({
  test: {
    // What the worker logs is shown where a test fails.
    silent: "passed-only",
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
      {
        plugins: [
          quietPackages,
          cloudflareTest({
            main: "./workers/test-worker.ts",
            wrangler: { configPath: "../wrangler.toml" },
            miniflare: {
              bindings: bindingsOf(plan),
              // Batches at once: five seconds would only be waited for.
              queueConsumers: {
                "ferry-flush": { maxBatchTimeout: 0.05, maxRetries: 3, retryDelay: 1 },
              },
            },
          }),
        ],
        test: {
          name: "workers",
          root: import.meta.dirname,
          include: ["workers/**/*.test.ts"],
          globalSetup: ["./support/start-world.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "e2e",
          root: import.meta.dirname,
          include: ["e2e/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});

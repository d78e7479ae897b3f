/** Kinds of test: in Node on real engines, in workerd with billing off and on, and end to end on `wrangler dev`. */
import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { buildSandboxes } from "../functions/cli/sandboxes/build-sandboxes.ts";
import { quietPackages } from "./support/quiet-packages.ts";
import {
  bindingsOf,
  moneyBindings,
  planVariable,
  planWorld,
  type WorldPlan,
} from "./support/workers-world.ts";

await buildSandboxes(async (work) => {
  console.log("Building the sandboxes of Python and SVG …");
  await work();
});

/** vitest may load this file more than once; all of them must mean the same world. */
async function planOf(project: string): Promise<WorldPlan> {
  const name = planVariable(project);
  process.env[name] ??= JSON.stringify(await planWorld());
  return JSON.parse(process.env[name]) as WorldPlan;
}

/** Tests inside workerd, in a world of their own. */
async function inWorkerd(name: string, { include, exclude, bindings }: Workerd) {
  return {
    plugins: [
      quietPackages,
      cloudflareTest({
        main: "./workers/test-worker.ts",
        wrangler: { configPath: "../wrangler.toml" },
        miniflare: {
          bindings: { ...bindingsOf(await planOf(name)), ...bindings },
          // Batches at once: five seconds would only be waited for.
          queueConsumers: {
            "ferry-flush": { maxBatchTimeout: 0.05, maxRetries: 3, retryDelay: 1 },
          },
        },
      }),
    ],
    test: {
      name,
      root: import.meta.dirname,
      include,
      exclude,
      globalSetup: ["./support/start-world.ts"],
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
      await inWorkerd("workers", {
        include: ["workers/**/*.test.ts"],
        exclude: ["workers/money/**"],
        bindings: {},
      }),
      await inWorkerd("money", {
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
          fileParallelism: false,
        },
      },
    ],
  },
});

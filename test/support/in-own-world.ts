/** Runs each test file in workerd with a world of its own, so that several may run at a time; `inject("world")` names it. */
import { cloudflarePool, cloudflareTest } from "@cloudflare/vitest-plugin";
import type { Plugin } from "vitest/config";
import type { PoolOptions, PoolRunnerInitializer, PoolWorker, WorkerRequest } from "vitest/node";
import type { WorldPlan } from "./workers-world.ts";
import type { Worlds } from "./worlds.ts";

type OptionsIn = (world: WorldPlan) => Parameters<typeof cloudflareTest>[0];

export function inOwnWorld(worlds: Worlds, optionsIn: OptionsIn): Plugin[] {
  const pool: PoolRunnerInitializer = {
    name: "cloudflare-pool",
    createPoolWorker: (file) => new WorkerInWorld(worlds, optionsIn, file),
  };
  return [
    // It prepares modules for workerd; its pool, which would know one world only, gives way to ours.
    cloudflareTest({}),
    {
      name: "in-own-world",
      configureVitest({ project, vitest }) {
        project.config.poolRunner = pool;
        vitest.onClose(() => worlds.end());
      },
    },
  ];
}

/** The plugin's worker, with a world borrowed while it lives. */
class WorkerInWorld implements PoolWorker {
  readonly name = "cloudflare-pool";
  readonly #worlds: Worlds;
  readonly #optionsIn: OptionsIn;
  readonly #file: PoolOptions;
  #world: WorldPlan | undefined;
  #worker: PoolWorker | undefined;

  constructor(worlds: Worlds, optionsIn: OptionsIn, file: PoolOptions) {
    this.#worlds = worlds;
    this.#optionsIn = optionsIn;
    this.#file = file;
  }

  async start(): Promise<void> {
    this.#world = await this.#worlds.borrow();
    this.#worker = cloudflarePool(this.#optionsIn(this.#world)).createPoolWorker(this.#file);
    await this.#worker.start();
  }

  async stop(): Promise<void> {
    await this.#worker?.stop();
    if (this.#world) this.#worlds.giveBack(this.#world);
    this.#world = undefined;
  }

  send(message: WorkerRequest): void {
    if (message.type === "run" && this.#world) {
      message.context.providedContext.world = this.#world;
    }
    this.#worker?.send(message);
  }

  on(event: string, callback: (...args: unknown[]) => void): void {
    this.#worker?.on(event, callback);
  }

  off(event: string, callback: (...args: unknown[]) => void): void {
    this.#worker?.off(event, callback);
  }

  deserialize(data: unknown): unknown {
    return data;
  }
}

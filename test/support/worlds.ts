/** Worlds around the worker in workerd tests: one for each file that runs at a time, started when there is none to lend. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { planWorld, type WorldPlan } from "./workers-world.ts";

export class Worlds {
  readonly #idle: WorldPlan[] = [];
  readonly #children: ChildProcess[] = [];

  /** Nobody else has it until it is given back. */
  async borrow(): Promise<WorldPlan> {
    return this.#idle.pop() ?? (await this.#start());
  }

  giveBack(world: WorldPlan): void {
    this.#idle.push(world);
  }

  async end(): Promise<void> {
    await Promise.all(
      this.#children.splice(0).map((child) => {
        child.stdin?.end();
        return once(child, "exit");
      }),
    );
  }

  async #start(): Promise<WorldPlan> {
    const plan = await planWorld();
    const script = fileURLToPath(new URL("./world-process.ts", import.meta.url));
    const child = spawn(process.execPath, [script], { stdio: ["pipe", "pipe", "inherit"] });
    const first = this.#children.push(child) === 1;
    child.stdin.write(`${JSON.stringify(plan)}\n`);
    const [line] = await Promise.race([
      once(createInterface(child.stdout), "line"),
      once(child, "exit").then(() => Promise.reject(new Error("the test world did not start"))),
    ]);
    if (first) console.log(`Engines: ${(JSON.parse(String(line)) as { engines: string }).engines}`);
    return plan;
  }
}

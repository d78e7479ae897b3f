/** Durable Object `PythonSandbox`: one container, for one program. It has no network, and ends with the program. */
import { Sandbox } from "@cloudflare/sandbox";
import type { ContainerGuest } from "../../lib/tools/python/container/open-container.ts";
import { runInContainer } from "../../lib/tools/python/container/run-in-container.ts";
import type { PythonJob, PythonRun } from "../../lib/tools/python/python-runner.ts";

export class PythonSandbox extends Sandbox implements ContainerGuest {
  override enableInternet = false;
  /** Should nobody end it: counted from the last request that was answered, so never within a run. */
  override sleepAfter = "1m";
  #state: "new" | "running" | "over" = "new";

  async runPython(job: PythonJob): Promise<PythonRun> {
    if (this.#state !== "new") throw new Error("a sandbox runs one job");
    this.#state = "running";
    try {
      return await runInContainer(this, job);
    } finally {
      this.ctx.waitUntil(this.destroy());
    }
  }

  override async destroy(): Promise<void> {
    this.#state = "over";
    await super.destroy();
  }

  /** What is asked of a container that is gone would start a second one, which nobody ends. */
  override async containerFetch(...args: Parameters<Sandbox["containerFetch"]>): Promise<Response> {
    if (this.#state === "over") throw new Error("the sandbox is over");
    return super.containerFetch(...args);
  }

  /** Its id is never used again: nothing of it is kept. */
  override async alarm(...args: Parameters<Sandbox["alarm"]>): Promise<void> {
    await super.alarm(...args);
    const isIdle = this.#state !== "running" && this.ctx.container?.running !== true;
    if (isIdle) await this.ctx.storage.deleteAll();
  }
}

/** What runs in Python's sandbox: one job, once. Its isolate has no network and no bindings. */
import { WorkerEntrypoint } from "cloudflare:workers";
import type { Governor } from "../../lib/tools/python/guest/governor.ts";
import { runJob } from "../../lib/tools/python/guest/run-job.ts";
import type { PythonJob, PythonRun } from "../../lib/tools/python/python-runner.ts";
import type { PythonGuest } from "../../lib/tools/python/with-stop.ts";

let isUsed = false;
let isStopped = false;
let running: Governor | null = null;

export default class Python extends WorkerEntrypoint implements PythonGuest {
  async run(job: PythonJob): Promise<PythonRun> {
    if (isUsed) throw new Error("a sandbox runs one job");
    isUsed = true;
    const pace = { now: () => Date.now(), rest: () => scheduler.wait(0) };
    return runJob(job, pace, (governor) => {
      running = governor;
      if (isStopped) governor.stop();
    });
  }

  async stop(): Promise<void> {
    isStopped = true;
    running?.stop();
  }
}

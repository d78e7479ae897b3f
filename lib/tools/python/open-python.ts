/** Python as the worker uses it: Pyodide in a sandbox of its own for every run, begun from a snapshot of its memory. */
import { openSandbox, type Sandboxes } from "../sandbox/open-sandbox.ts";
import type { PythonJob, PythonRun, PythonRunner } from "./python-runner.ts";

/** What the sandbox answers to; `functions/guests/python.ts` is it. */
export type PythonGuest = {
  run(job: PythonJob): Promise<PythonRun>;
  /** Ends the run at once. */
  stop(): Promise<void>;
};

const parts = ["python.wasm", "trampoline.wasm", "stdlib.bin", "snapshot.bin"];

/** Booting, and what is between two looks at the clock. */
const spareCpuMs = 5000;

export function openPython(around: Sandboxes): PythonRunner {
  return {
    async run(job, signal) {
      signal.throwIfAborted();
      const cpuMs = job.timeoutMs + spareCpuMs;
      const sandbox = await openSandbox(around, { folder: "python", parts, cpuMs });
      const guest = sandbox.getEntrypoint() as unknown as PythonGuest;
      return await withStop(guest, job, signal);
    },
  };
}

async function withStop(
  guest: PythonGuest,
  job: PythonJob,
  signal: AbortSignal,
): Promise<PythonRun> {
  const stopped = Promise.withResolvers<never>();
  const stop = () => {
    stopped.reject(signal.reason);
    // Nobody waits for it: a guest that is gone has nothing left to stop.
    guest.stop().catch(() => {});
  };
  signal.addEventListener("abort", stop);
  try {
    return await Promise.race([guest.run(job), stopped.promise]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

/** Python as the worker uses it: Pyodide in a sandbox of its own for every run, begun from a snapshot of its memory. */
import { openSandbox, type Sandboxes } from "../sandbox/open-sandbox.ts";
import type { PythonRunner } from "./python-runner.ts";
import { type PythonGuest, withStop } from "./with-stop.ts";

const parts = ["python.wasm", "trampoline.wasm", "stdlib.bin", "snapshot.bin"];

/** Booting, and what is between two looks at the clock. */
const spareCpuMs = 5000;

export function openPython(around: Sandboxes): PythonRunner {
  return {
    async run(job, signal) {
      signal.throwIfAborted();
      const cpuMs = job.timeoutMs + spareCpuMs;
      const sandbox = await openSandbox(around, { folder: "python", parts, cpuMs });
      // `functions/guests/python.ts` is it.
      const guest = sandbox.getEntrypoint() as unknown as PythonGuest;
      return await withStop(guest, job, signal);
    },
  };
}

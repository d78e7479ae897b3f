/** The opt-in engine as the worker uses it: a container of its own for every run, in another worker (functions/sandbox). */
import type { PythonJob, PythonRun, PythonRunner } from "../python-runner.ts";
import { withStop } from "../with-stop.ts";

export type ContainerGuest = {
  /** One job in its life. Rejects where the container does not start, or is gone before its end. */
  runPython(job: PythonJob): Promise<PythonRun>;
  /** Ends the run and the container at once. */
  destroy(): Promise<void>;
};

/** A start takes 2 to 3 s (field-and-platforms §6.4), the first behind a deploy far longer: the image has to get there. */
const startLimitMs = 90_000;

/** `open` gives a container that nobody has used. */
export function openContainer(open: () => ContainerGuest): PythonRunner {
  return {
    async run(job, signal) {
      signal.throwIfAborted();
      const container = open();
      const guest = { run: () => container.runPython(job), stop: () => container.destroy() };
      const limit = AbortSignal.timeout(job.timeoutMs + startLimitMs);
      return await withStop(guest, job, AbortSignal.any([signal, limit]));
    },
  };
}

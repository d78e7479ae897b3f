/** A run that ends for us as soon as it is aborted, however long its sandbox takes to hear of it. */
import type { PythonJob, PythonRun } from "./python-runner.ts";

export type PythonGuest = {
  run(job: PythonJob): Promise<PythonRun>;
  /** Ends the run at once. */
  stop(): Promise<void>;
};

/** Rejects with the signal's reason when it is aborted. */
export async function withStop(
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

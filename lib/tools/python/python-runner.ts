/** What an engine for Python takes and gives: the tool knows no more of it. */

export type NamedBytes = { readonly name: string; readonly bytes: Uint8Array };

export type PythonJob = {
  readonly source: string;
  /** They lie in the working directory. */
  readonly files: readonly NamedBytes[];
  readonly timeoutMs: number;
};

export type PythonRun = {
  /** By itself · by the KeyboardInterrupt of its time limit · because it ignored that · a crash of the interpreter. */
  readonly end: "exited" | "interrupted" | "killed" | "crashed";
  /** As of a process: 0 where all went well. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** What it wrote, in the order of the names. */
  readonly files: readonly NamedBytes[];
  /** Files it wrote that were too many or too large, by name. */
  readonly leftOut: readonly string[];
  readonly runMs: number;
};

export interface PythonRunner {
  /** Rejects where the engine fails, and with the signal's reason when it is aborted. */
  run(job: PythonJob, signal: AbortSignal): Promise<PythonRun>;
}

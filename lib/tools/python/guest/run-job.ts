/** One run, from the boot to what is left of it. */
import { stderrChars, stdoutChars } from "../limits.ts";
import type { PythonJob, PythonRun } from "../python-runner.ts";
import { boot } from "./boot.ts";
import { Capture } from "./capture.ts";
import { gather, holdToLimits, layOut } from "./disk.ts";
import { Governor, Halt, type Pace } from "./governor.ts";

/** Notes between this and driver.py. */
const sourcePath = "/ferry/main.py";
const exitPath = "/ferry/exit";

/** `began` is given what can be stopped. Rejects where Python does not start. */
export async function runJob(
  job: PythonJob,
  pace: Omit<Pace, "listen">,
  began: (governor: Governor) => void,
): Promise<PythonRun> {
  let governor: Governor | null = null;
  const { pyodide, fuel, runLine } = await boot((tank) => governor?.check(tank) ?? 0);
  const out = new Capture(stdoutChars);
  const err = new Capture(stderrChars);
  pyodide.setStdout({ write: out.write });
  pyodide.setStderr({ write: err.write });
  pyodide.setStdin({ stdin: () => null });
  pyodide.FS.mkdirTree("/ferry");
  pyodide.FS.writeFile(sourcePath, job.source);
  // As long as any: a full disk must not hide how it ended.
  pyodide.FS.writeFile(exitPath, "1".padStart(12));
  layOut(pyodide.FS, job.files);
  holdToLimits(pyodide.FS);
  const listen = () => pyodide.setInterruptBuffer(new Uint8Array(1));
  governor = new Governor({ ...pace, listen }, job.timeoutMs);
  began(governor);
  const beganMs = pace.now();
  fuel.value = 1;
  const thrown = await runLine("import ferry; ferry.main()").catch((reason: unknown) => reason);
  const runMs = pace.now() - beganMs;
  if (thrown !== undefined && !(thrown instanceof Halt)) err.write(wordsOf(thrown));
  const end = endOf(thrown, governor);
  const exitCode = end === "exited" || end === "interrupted" ? readExit(pyodide.FS) : 137;
  return {
    end,
    exitCode,
    stdout: out.text,
    stderr: err.text,
    ...gather(pyodide.FS, job.files),
    runMs,
  };
}

function endOf(thrown: unknown, governor: Governor): PythonRun["end"] {
  if (thrown instanceof Halt) return "killed";
  if (thrown !== undefined) return "crashed";
  return governor.wasInterrupted ? "interrupted" : "exited";
}

/** Without the stack: it names functions of WebAssembly by number. */
function wordsOf(thrown: unknown): Uint8Array {
  return new TextEncoder().encode(`The interpreter crashed: ${String(thrown).split("\n")[0]}\n`);
}

function readExit(disk: { readFile(path: string, options: { encoding: "utf8" }): string }): number {
  return Number(disk.readFile(exitPath, { encoding: "utf8" }));
}

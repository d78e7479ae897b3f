/** What Claude reads of a run: how it ended, and what it printed. */
import type { PythonRun } from "./python-runner.ts";

const endings: Readonly<Record<PythonRun["end"], string>> = {
  exited: "",
  interrupted: "It reached its time limit and was interrupted. ",
  killed: "It reached its time limit, did not end when interrupted, and was killed. ",
  crashed: "The interpreter crashed, e.g. because something is nested too deeply. ",
};

export function tellRun(run: PythonRun, notes: readonly string[]): string {
  const { end, exitCode, runMs, stdout, stderr } = run;
  const seconds = (runMs / 1000).toFixed(2);
  return [
    `${endings[end]}Exit code ${exitCode} after ${seconds} s.`,
    ...(stdout === "" ? [] : [`stdout:\n${stdout.trimEnd()}`]),
    ...(stderr === "" ? [] : [`stderr:\n${stderr.trimEnd()}`]),
    ...(stdout + stderr === "" && run.files.length === 0 ? ["It printed and wrote nothing."] : []),
    ...notes,
  ].join("\n\n");
}

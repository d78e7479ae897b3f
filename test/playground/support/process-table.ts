/** Looks into the machine's process table. */
import { execFileSync } from "node:child_process";

export type Process = {
  readonly pid: number;
  readonly parent: number;
  readonly state: string;
  readonly command: string;
};

/** Everything below `pid`, children of children included. */
export function descendantsOf(pid: number): readonly Process[] {
  const table = readTable();
  const below = (parent: number): Process[] =>
    table
      .filter((entry) => entry.parent === parent)
      .flatMap((child) => [child, ...below(child.pid)]);
  return below(pid);
}

/** Which of these still run; one that ended and is not yet collected by its parent does not. */
export function stillRunning(processes: readonly Process[]): readonly Process[] {
  const running = new Set(readTable().map(({ pid, state }) => (state.startsWith("Z") ? 0 : pid)));
  return processes.filter(({ pid }) => running.has(pid));
}

function readTable(): readonly Process[] {
  const text = execFileSync("ps", ["-A", "-o", "pid=,ppid=,stat=,args="], { encoding: "utf8" });
  return text
    .trim()
    .split("\n")
    .map((line) => {
      const [pid = "", parent = "", state = "", ...command] = line.trim().split(/\s+/);
      return { pid: Number(pid), parent: Number(parent), state, command: command.join(" ") };
    });
}

/** Runs one of the playground's commands as a person would: a process of its own in a folder of its own. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

export type Running = {
  readonly child: ChildProcessWithoutNullStreams;
  readonly output: { stdout: string; stderr: string };
  /** Resolves when stdout and stderr together contain `text`; rejects where the process ends first. */
  says(text: string): Promise<void>;
  /** Resolves with the exit code. */
  readonly exit: Promise<number | null>;
};

export function playgroundScript(name: string): string {
  return fileURLToPath(new URL(`../${name}`, import.meta.url));
}

export function runScript(name: string, args: readonly string[], folder: string): Running {
  const child = spawn(process.execPath, [playgroundScript(name), ...args], { cwd: folder });
  return follow(child);
}

export function follow(child: ChildProcessWithoutNullStreams): Running {
  const output = { stdout: "", stderr: "" };
  const heard = new EventTarget();
  const hear = (stream: "stdout" | "stderr") => (chunk: Buffer) => {
    output[stream] += chunk.toString();
    heard.dispatchEvent(new Event("output"));
  };
  child.stdout.on("data", hear("stdout"));
  child.stderr.on("data", hear("stderr"));
  const exit = once(child, "close").then(([code]): number | null => code);
  const says = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (`${output.stdout}${output.stderr}`.includes(text)) resolve();
      };
      heard.addEventListener("output", look);
      look();
      exit.then(
        () => reject(new Error(`ended without "${text}":\n${output.stdout}${output.stderr}`)),
        reject,
      );
    });
  // A test that fails half-way leaves nothing running: its children end with it.
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await exit;
  });
  return { child, output, says, exit };
}

/** An empty folder that goes with the test. */
export async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "ferry-playground-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

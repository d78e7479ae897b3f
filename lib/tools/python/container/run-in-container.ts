/** One run within the container: files in by number, `ferry-python` over them, what it wrote out again. */
import * as z from "zod";
import { fromBase64, toBase64 } from "../../../model/base64.ts";
import {
  fileBytes,
  graceMs,
  outputBytes,
  outputCount,
  stderrChars,
  stdoutChars,
} from "../limits.ts";
import type { NamedBytes, PythonJob, PythonRun } from "../python-runner.ts";

/** Of the sandbox SDK, as much as a run needs. Paths are absolute. */
export type Container = {
  writeFile(path: string, content: string, options?: { encoding: string }): Promise<unknown>;
  readFile(path: string, options: { encoding: "utf-8" | "base64" }): Promise<{ content: string }>;
  exec(command: string, options: { timeout: number }): Promise<{ exitCode: number }>;
};

/** Where the SDK's commands stand. */
const folder = "/workspace";

/** What `ferry-python` needs around a program: to begin, to gather the files. */
const spareMs = 15_000;

/** A character beyond the 16-bit ones counts twice here and once in Python; a line stands where some were left out. */
const mostText = (chars: number) => z.string().max(2 * chars + 100);

const result = z.object({
  end: z.enum(["exited", "interrupted", "killed", "crashed"]),
  exitCode: z.int().min(0).max(255),
  stdout: mostText(stdoutChars),
  stderr: mostText(stderrChars),
  files: z.array(z.string().min(1)).max(outputCount),
  leftOut: z.array(z.string()),
  runMs: z.number().nonnegative(),
});

/** Rejects where the container does not do its part. */
export async function runInContainer(container: Container, job: PythonJob): Promise<PythonRun> {
  const { source, files, timeoutMs } = job;
  // One after the other: each is in memory as text too.
  for (const [number, { bytes }] of files.entries())
    await container.writeFile(`${folder}/in-${number}`, toBase64(bytes), { encoding: "base64" });
  const names = files.map(({ name }) => name);
  const limits = { graceMs, stdoutChars, stderrChars, fileBytes, outputBytes, outputCount };
  const order = JSON.stringify({ source, names, timeoutMs, ...limits });
  await container.writeFile(`${folder}/job.json`, order);
  const { exitCode } = await container.exec("ferry-python", { timeout: timeoutMs + spareMs });
  if (exitCode !== 0) throw new Error(`ferry-python ended with code ${exitCode}`);
  const { content } = await container.readFile(`${folder}/result.json`, { encoding: "utf-8" });
  const run = result.parse(JSON.parse(content));
  return { ...run, files: await readOutputs(container, run.files) };
}

async function readOutputs(container: Container, names: readonly string[]): Promise<NamedBytes[]> {
  const files: NamedBytes[] = [];
  let room = outputBytes;
  for (const [number, name] of names.entries()) {
    const path = `${folder}/out-${number}`;
    const bytes = fromBase64((await container.readFile(path, { encoding: "base64" })).content);
    room -= bytes?.length ?? Number.POSITIVE_INFINITY;
    if (bytes === null || room < 0) throw new Error(`${path} is not what ferry-python said`);
    files.push({ name, bytes });
  }
  return files;
}

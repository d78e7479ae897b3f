/** One container: its /workspace is a folder of ours, its commands are processes of ours. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";

export class Container {
  readonly #folder: string;
  readonly #env: Readonly<Record<string, string>>;
  readonly #commands = new Set<ChildProcess>();

  private constructor(folder: string, env: Readonly<Record<string, string>>) {
    this.#folder = folder;
    this.#env = env;
  }

  static async open(folder: string, env: Readonly<Record<string, string>>): Promise<Container> {
    await mkdir(folder);
    return new Container(folder, env);
  }

  /** A request to the server within, by the path behind /api. */
  async answer(api: string, body: Readonly<Record<string, string>>): Promise<Response> {
    const timestamp = new Date().toISOString();
    const { path = "", content = "", encoding = "utf-8", command = "" } = body;
    switch (api) {
      case "version":
        return Response.json({ success: true, version: "0.12.10", timestamp });
      case "session/create":
        return Response.json({ success: true, data: { id: body.id }, timestamp });
      case "write":
        await writeFile(this.#real(path), content, encodingOf(encoding));
        return Response.json({ success: true, path, timestamp });
      case "read":
        return Response.json({
          success: true,
          path,
          content: await readFile(this.#real(path), encodingOf(encoding)),
          encoding,
          timestamp,
        });
      case "execute": {
        const { exitCode, stdout, stderr } = await this.#run(command);
        const success = exitCode === 0;
        return Response.json({ success, exitCode, stdout, stderr, command, timestamp });
      }
      default:
        return new Response(null, { status: 404 });
    }
  }

  /** As a machine ends: whatever runs in it, and its disk. */
  async end(): Promise<void> {
    for (const command of this.#commands) {
      const ended = once(command, "exit");
      for (const pid of withDescendants(command.pid ?? 0)) kill(pid);
      await ended;
    }
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #run(command: string) {
    const child = spawn("/bin/sh", ["-c", command], { cwd: this.#folder, env: this.#env });
    this.#commands.add(child);
    const ended = once(child, "exit");
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
    const [code] = await ended;
    this.#commands.delete(child);
    return { exitCode: Number(code ?? 137), stdout, stderr };
  }

  #real(path: string): string {
    const [, name] = /^\/workspace\/([\w.-]+)$/.exec(path) ?? [];
    if (name === undefined) throw new Error(`the stand-in has no ${path}`);
    return join(this.#folder, name);
  }
}

function encodingOf(encoding: string): "utf8" | "base64" {
  return encoding === "base64" ? "base64" : "utf8";
}

/** Those in sessions of their own too. */
function withDescendants(pid: number): number[] {
  const lines = execFileSync("ps", ["-eo", "pid=,ppid="], { encoding: "utf8" }).split("\n");
  const pairs = lines.map((line) => line.trim().split(/\s+/).map(Number));
  const below = (parent: number): number[] =>
    pairs.flatMap(([child = 0, of]) => (of === parent ? [child, ...below(child)] : []));
  return [pid, ...below(pid)];
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

/** Starts the workerd tests' world before them and ends it after; says which engines they run on. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";
import { planVariable, type WorldPlan } from "./workers-world.ts";

export default async function startWorld(project: TestProject): Promise<() => Promise<void>> {
  const plan = JSON.parse(process.env[planVariable(project.name)] ?? "") as WorldPlan;
  const script = fileURLToPath(new URL("./world-process.ts", import.meta.url));
  const child = spawn(process.execPath, [script], { stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.write(`${JSON.stringify(plan)}\n`);
  const [line] = await Promise.race([
    once(createInterface(child.stdout), "line"),
    once(child, "exit").then(() => Promise.reject(new Error("the test world did not start"))),
  ]);
  console.log(`Engines: ${(JSON.parse(String(line)) as { engines: string }).engines}`);
  project.provide("world", plan);
  return async () => {
    child.stdin.end();
    await once(child, "exit");
  };
}

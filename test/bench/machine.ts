/** Where figures come from: without it they mean nothing, and a busy machine makes them worse. */
import { availableParallelism, cpus, loadavg } from "node:os";
import type { Stack } from "../playground/stack.ts";

export function describeMachine(): string {
  const cores = availableParallelism();
  const load = loadavg()[0] ?? 0;
  const model = cpus()[0]?.model.trim() ?? "unknown processor";
  const busy = load > cores / 2 ? ": busy, expect slower and wider figures" : "";
  return `${cores} × ${model}, load ${load.toFixed(1)} before the run${busy}`;
}

export function describeStack({ postgres, redis }: Stack): string {
  return `workerd under wrangler dev, ${postgres.version}, ${redis.version}; records are whole milliseconds`;
}

/** Wires a world, its queues and its limits into one emulator. */
import { join } from "node:path";
import { callBotApi } from "./bot-api-call.ts";
import { LongPoll } from "./delivery/long-poll.ts";
import { UpdateQueue } from "./delivery/update-queue.ts";
import { WebhookActor } from "./delivery/webhook-actor.ts";
import type { Emulator } from "./emulator.ts";
import { FaultPlan } from "./fault-plan.ts";
import { FloodLimits } from "./flood-limits.ts";
import { readJson } from "./read-params.ts";
import { Recorder } from "./recorder.ts";
import { seedWorld } from "./world/seed.ts";
import { World } from "./world/world.ts";
import { keepWorld, loadWorld } from "./world/world-file.ts";

export type EmulatorOptions = {
  readonly token: string;
  readonly now: () => number;
  readonly hurry: number;
  readonly areLimitsOn: boolean;
  readonly dataDir: string | undefined;
};

export type RunningEmulator = { readonly emulator: Emulator; readonly close: () => void };

export function createEmulator(options: EmulatorOptions): RunningEmulator {
  const { token, now, hurry, dataDir } = options;
  const id = Number(token.split(":")[0]) || 1;
  const bot = { id, username: "ferry_local_bot", firstName: "Ferry" };
  const world = new World(bot, now, dataDir === undefined ? undefined : join(dataDir, "files"));
  const updates = new UpdateQueue(now);
  const recorder = new Recorder();
  const executeReply = (body: string) => runReply(emulator, body);
  const webhook = new WebhookActor({ updates, recorder, now, hurry, executeReply });
  const emulator: Emulator = {
    world,
    updates,
    webhook,
    longPoll: new LongPoll(updates),
    flood: new FloodLimits(now, options.areLimitsOn),
    faults: new FaultPlan(),
    recorder,
    token,
  };
  const path = dataDir === undefined ? undefined : join(dataDir, "world.json");
  if (path === undefined || !loadWorld(emulator, path)) seedWorld(world);
  const save = path === undefined ? undefined : keepWorld(emulator, path);
  const close = () => {
    save?.();
    webhook.close();
    emulator.longPoll.close();
    world.drafts.close();
    world.callbacks.close();
    world.checkouts.close();
  };
  return { emulator, close };
}

/** A webhook may answer with `{"method": …, …}`: the call is made and its result shown to nobody. */
async function runReply(emulator: Emulator, body: string): Promise<void> {
  if (!body.trimStart().startsWith("{")) return;
  const params = parseReply(body);
  const method = params?.method;
  if (params === null || typeof method !== "string") return;
  await callBotApi(emulator, method, params);
}

function parseReply(body: string) {
  try {
    return readJson(body);
  } catch {
    return null;
  }
}

/** Everything one running emulator consists of, as routes and methods see it. */
import type { LongPoll } from "./delivery/long-poll.ts";
import type { UpdateQueue } from "./delivery/update-queue.ts";
import type { WebhookActor } from "./delivery/webhook-actor.ts";
import type { FaultPlan } from "./fault-plan.ts";
import type { FloodLimits } from "./flood-limits.ts";
import type { Recorder } from "./recorder.ts";
import type { World } from "./world/world.ts";

export type Emulator = {
  readonly world: World;
  readonly updates: UpdateQueue;
  readonly webhook: WebhookActor;
  readonly longPoll: LongPoll;
  readonly flood: FloodLimits;
  readonly faults: FaultPlan;
  readonly recorder: Recorder;
  readonly token: string;
};

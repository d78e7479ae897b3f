/** Hands an update of the test's own making to the webhook, past the queues. */
import type { Update } from "grammy/types";
import type { Emulator } from "../emulator.ts";
import { Refusal } from "../people/refusal.ts";
import { postUpdate } from "./post-update.ts";

export type RawUpdate = {
  readonly update: Readonly<Record<string, unknown>>;
  readonly times: number;
  readonly concurrent: boolean;
};

/** The HTTP statuses, 0 where nobody answered. A missing update_id is filled in once for all copies. */
export async function postRawUpdate(emulator: Emulator, raw: RawUpdate): Promise<number[]> {
  const { updates, webhook } = emulator;
  const update = { update_id: updates.takeId(), ...raw.update } as Update;
  const target = webhook.webhook;
  if (target === null) throw new Refusal("No webhook is set");
  const once = async (): Promise<number> => {
    const sentAtMs = emulator.world.now();
    const { status } = await postUpdate(target, update);
    const answeredAtMs = emulator.world.now();
    emulator.recorder.delivery({ sentAtMs, answeredAtMs, update, status });
    return status;
  };
  if (raw.concurrent) return Promise.all(Array.from({ length: raw.times }, once));
  const statuses: number[] = [];
  for (let sent = 0; sent < raw.times; sent += 1) statuses.push(await once());
  return statuses;
}

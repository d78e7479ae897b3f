/** Updates that their thread cannot store wait in R2 until they can be brought in. */
import { normalizeUpdate } from "../lib/intake/normalize-update.ts";
import type { ChatId } from "../lib/model/ids.ts";
import { describeError } from "../lib/ops/describe-error.ts";
import { botIdentity } from "./bot-identity.ts";
import { bury } from "./dead-letters.ts";
import { type Surroundings, storeUpdate } from "./store-update.ts";

type Swept = { readonly broughtIn: number; readonly left: number };

/** A journal knows for a day which updates it has stored: what is older could be stored twice (design §3 P1). */
const maxAgeMs = 24 * 60 * 60 * 1000;
/** A day too late for an answer; an operator can still look at it. */
const tooLate = "an update its thread could not store for a day";

/** Ids are padded, so that R2 lists a chat's updates in their order. */
export function spillKey(chatId: ChatId, updateId: number): string {
  return `${spilledOf(chatId)}${String(updateId).padStart(16, "0")}`;
}

export function spilledOf(chatId: ChatId): string {
  return `spill/${chatId}/`;
}

/**
 * One after the other, in order. What cannot be stored even now stays and holds up nobody. Brought in twice,
 * an update is stored once: its thread has claimed it.
 */
export async function bringIn(prefix: string, around: Surroundings): Promise<Swept> {
  // At most a thousand at a time; cron comes again.
  const { objects } = await around.env.FILES.list({ prefix });
  let broughtIn = 0;
  for (const { key } of objects) if (await bringInOne(key, around)) broughtIn += 1;
  return { broughtIn, left: objects.length - broughtIn };
}

async function bringInOne(key: string, around: Surroundings): Promise<boolean> {
  const { env, services } = around;
  try {
    const stored = await env.FILES.get(key);
    if (stored === null) return true;
    const json = await stored.json();
    if (services.clock.now() - stored.uploaded.getTime() > maxAgeMs)
      await bury({ job: json, reason: tooLate }, around);
    else await storeUpdate(normalizeUpdate(json, await botIdentity(services)), around);
    await env.FILES.delete(key);
    return true;
  } catch (thrown) {
    services.log.warn("update.still_spilled", { key, ...describeError(thrown) });
    return false;
  }
}

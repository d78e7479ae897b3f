/** A draft's number, made from turn and attempt: a late press of Stop cannot meet the next turn's draft. */
import type { TurnId } from "../model/ids.ts";

/** FNV-1a, folded into 31 bits and never 0, as Telegram wants a non-zero integer. */
export function draftIdOf(turnId: TurnId, attempt: number): number {
  let hash = 0x811c9dc5;
  for (const character of `${turnId}:${attempt}`) {
    hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  }
  return hash >>> 1 || 1;
}

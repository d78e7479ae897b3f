/** The files a journal knows of better than Postgres does: what this turn brought, and what is still on its way there. */
import { heldMadeFile } from "../files/held-made-file.ts";
import { heldUserFile } from "../files/known-user-file.ts";
import type { Journal } from "../journal/journal.ts";
import type { BatchItem } from "../model/batch.ts";
import type { HeldFile } from "../model/known-file.ts";
import type { TurnState } from "../model/turn-state.ts";
import { attachmentsOf } from "./accept-inbound.ts";
import { deliveredFiles } from "./delivered-files.ts";
import { editedFiles } from "./edited-files.ts";
import { unappliedFiles } from "./files-here.ts";
import { userFiles } from "./user-files.ts";

/** Each file once, the newest first. */
export function filesAtHand(
  { outbox, madeFiles }: Pick<Journal, "outbox" | "madeFiles">,
  turn: TurnState,
  nowMs: number,
): HeldFile[] {
  const items = [...turn.items, ...editedFiles(turn)];
  const keys = storedKeys(items);
  const brought = [...userFiles(items), ...deliveredFiles(turn, nowMs)];
  const written = unappliedFiles({ outbox }).filter(({ isDropped }) => !isDropped);
  const newest = new Map([...written, ...brought].map((file) => [file.id, file]));
  const held = [...newest.values()].map((file) => {
    const bytesKey = keys.get(file.telegramFileUniqueId);
    return { ...heldUserFile(file, nowMs), ...(bytesKey !== undefined && { bytesKey }) };
  });
  return [...held, ...madeFiles.all().map((record) => heldMadeFile(record, nowMs))].reverse();
}

function storedKeys(items: readonly BatchItem[]): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  for (const { inbound, media } of items) {
    for (const [index, { fileUniqueId }] of attachmentsOf(inbound).entries()) {
      const outcome = media[index];
      if (outcome?.kind === "file" && outcome.file.bytesKey !== undefined)
        keys.set(fileUniqueId, outcome.file.bytesKey);
    }
  }
  return keys;
}

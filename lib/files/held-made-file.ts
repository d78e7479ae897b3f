/** A tool's file as its journal holds it, as it is known now: past its time it is over, whoever has noticed. */
import type { HeldFile } from "../model/known-file.ts";
import type { MadeRecord } from "../model/made-record.ts";
import { nextMadeFileState } from "./file-states.ts";

export function heldMadeFile(record: MadeRecord, nowMs: number): HeldFile {
  const { id, fileName, mimeType, sizeBytes, bytesKey, context, preview, delivered } = record;
  const { madeAtMs: atMs, expiresAtMs } = record;
  const state = madeFileState(record, nowMs);
  const isOver = nextMadeFileState(state, "expire") === null;
  return {
    file: {
      id,
      fileName,
      mimeType,
      sizeBytes,
      state,
      madeBy: "assistant",
      atMs,
      ...(!isOver && { expiresAtMs }),
      ...(context !== undefined && { context }),
      ...(preview !== undefined && { preview }),
      ...(delivered && { deliveredAs: delivered.id }),
    },
    ...(!isOver && { bytesKey, as: record.as }),
    ...(delivered && { telegramFileId: delivered.telegramFileId }),
  };
}

export function madeFileState(
  { state, expiresAtMs }: Pick<MadeRecord, "state" | "expiresAtMs">,
  nowMs: number,
): MadeRecord["state"] {
  return expiresAtMs <= nowMs ? (nextMadeFileState(state, "expire") ?? state) : state;
}

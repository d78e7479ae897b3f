/** Files that tools made, as a journal holds them. */
import type { MadeRecord } from "../../lib/model/made-record.ts";
import { noonMs } from "./inbounds.ts";

export function madeRecord(id: string, changes: Partial<MadeRecord> = {}): MadeRecord {
  return {
    id,
    state: "pending",
    fileName: `${id}.csv`,
    mimeType: "text/csv",
    sizeBytes: 12,
    bytesKey: `p/1/42/${id}`,
    as: "document",
    madeAtMs: noonMs,
    expiresAtMs: noonMs + 60 * 60 * 1000,
    ...changes,
  };
}

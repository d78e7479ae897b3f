/** Files on their way: asked for after the message is stored, asked for again if nobody brings them. */
import type { Attachment, MediaOutcome } from "../model/attachment.ts";
import type { UpdateId } from "../model/ids.ts";
import { marksFor, type Sql } from "./sql.ts";

/** `slot` 0 is the message's own file, 1 that of the message it replies to. */
export type MediaRef = { readonly updateId: UpdateId; readonly slot: number };

export type MediaOrder = MediaRef & {
  readonly attachment: Attachment;
  /** The batch waits so long for it. */
  readonly waitUntilMs: number;
  /** Of the prices it was ordered under; absent in orders of earlier versions. */
  readonly priceVersion?: string;
};

type MediaArrival = MediaRef & { readonly attachment: Pick<Attachment, "fileUniqueId"> };

export type PendingMedia = MediaOrder & { readonly tries: number };

/** A file of a message that waits; `outcome` is null while it is on its way. */
export type WaitingFile = {
  readonly updateId: UpdateId;
  readonly attachment: Attachment;
  readonly waitUntilMs: number;
  readonly outcome: MediaOutcome | null;
};

export type Media = ReturnType<typeof openMedia>;

type Row = {
  update_id: number;
  slot: number;
  attachment: string;
  wait_until: number;
  tries: number;
  outcome: string | null;
  price_version: string | null;
};

export function openMedia(sql: Sql) {
  const pending = (row: Row): PendingMedia => ({
    updateId: row.update_id as UpdateId,
    slot: row.slot,
    attachment: JSON.parse(row.attachment) as Attachment,
    waitUntilMs: row.wait_until,
    tries: row.tries,
    ...(row.price_version !== null && { priceVersion: row.price_version }),
  });

  return {
    order(order: MediaOrder, fetchAtMs: number): void {
      sql.exec(
        `insert into media (update_id, slot, attachment, wait_until, fetch_at, price_version)
         values (?, ?, ?, ?, ?, ?)`,
        order.updateId,
        order.slot,
        JSON.stringify(order.attachment),
        order.waitUntilMs,
        fetchAtMs,
        order.priceVersion ?? null,
      );
    },

    /** Takes what must be fetched now, and notes when to ask again if the one who fetches it dies. */
    takeDue(nowMs: number, againAtMs: number): PendingMedia[] {
      return sql
        .exec<Row>(
          `update media set fetch_at = ?, tries = tries + 1
           where outcome is null and fetch_at <= ? returning *`,
          againAtMs,
          nowMs,
        )
        .toArray()
        .map(pending);
    },

    nextFetchAtMs(): number | null {
      const [row] = sql
        .exec<{ at: number | null }>("select min(fetch_at) as at from media where outcome is null")
        .toArray();
      return row?.at ?? null;
    },

    /** The files of all messages that wait, each message's in the order of its slots: asked once per batch. */
    all(): WaitingFile[] {
      return sql
        .exec<Row>("select * from media order by update_id, slot")
        .toArray()
        .map((row) => ({
          updateId: row.update_id as UpdateId,
          attachment: JSON.parse(row.attachment) as Attachment,
          waitUntilMs: row.wait_until,
          outcome: row.outcome === null ? null : (JSON.parse(row.outcome) as MediaOutcome),
        }));
    },

    /** Only of the file that was ordered: an edit may have put another in its place. */
    resolve({ updateId, slot, attachment }: MediaArrival, outcome: MediaOutcome): void {
      sql.exec(
        `update media set outcome = ?
         where update_id = ? and slot = ? and outcome is null
           and json_extract(attachment, '$.fileUniqueId') = ?`,
        JSON.stringify(outcome),
        updateId,
        slot,
        attachment.fileUniqueId,
      );
    },

    /** True once per message: that its file is late is told once. */
    markLate(updateId: UpdateId): boolean {
      return (
        sql
          .exec(
            "update media set announced = 1 where update_id = ? and announced = 0 returning slot",
            updateId,
          )
          .toArray().length > 0
      );
    },

    forget(updateIds: readonly UpdateId[]): void {
      sql.exec(`delete from media where update_id in (${marksFor(updateIds)})`, ...updateIds);
    },
  };
}

/** What Claude was told in this epoch: which Telegram message became part of which stored one, and how it reads now. */
import type { EditNote } from "../model/edit-note.ts";
import type { MessageId } from "../model/ids.ts";
import type { Sql } from "./sql.ts";

export type ToldMessage = EditNote & {
  readonly messageId: MessageId;
  /** Of the stored user message that holds it. */
  readonly seq: number;
};

type KnownMessage = ToldMessage & {
  /** It was edited, and the next turn will say so. */
  readonly noteDue: boolean;
};

export type Told = ReturnType<typeof openTold>;

/** Telegram lets people edit for 48 h; a button may be pressed for as long after the last edit. */
const keepMs = 49 * 60 * 60 * 1000;

type Row = {
  message_id: number;
  seq: number;
  sent_at: number;
  words: string;
  note_due: number;
};

export function openTold(sql: Sql) {
  return {
    remember({ messageId, seq, sentAtMs, words }: ToldMessage, nowMs: number): void {
      sql.exec(
        `insert or replace into told (message_id, seq, sent_at, words, touched_at)
         values (?, ?, ?, ?, ?)`,
        messageId,
        seq,
        sentAtMs,
        words,
        nowMs,
      );
    },

    find(messageId: MessageId): KnownMessage | null {
      const [row] = sql.exec<Row>("select * from told where message_id = ?", messageId).toArray();
      if (!row) return null;
      const { seq, sent_at: sentAtMs, words } = row;
      return { messageId, seq, sentAtMs, words, noteDue: row.note_due === 1 };
    },

    /** The next turn tells of it, and its button answers it anew. */
    edit(messageId: MessageId, words: string, nowMs: number): void {
      sql.exec(
        "update told set words = ?, touched_at = ?, note_due = 1, offered = 1 where message_id = ?",
        words,
        nowMs,
        messageId,
      );
    },

    isOffered(messageId: MessageId): boolean {
      return (
        sql
          .exec("select 1 as found from told where message_id = ? and offered = 1", messageId)
          .toArray().length > 0
      );
    },

    /** The offer is taken: whoever asks for a new answer has the note told again. */
    takeOffer(messageId: MessageId): void {
      sql.exec("update told set offered = 0, note_due = 1 where message_id = ?", messageId);
    },

    /** Each is given once, in the order the messages were written. */
    takeNotes(): EditNote[] {
      return sql
        .exec<Row>("update told set note_due = 0 where note_due = 1 returning *")
        .toArray()
        .sort((a, b) => a.message_id - b.message_id)
        .map(({ sent_at: sentAtMs, words }) => ({ sentAtMs, words }));
    },

    /** A note that waits for its person to come back stays. */
    prune(nowMs: number): void {
      sql.exec("delete from told where note_due = 0 and touched_at < ?", nowMs - keepMs);
    },

    hasPrunable(): boolean {
      return (
        sql.exec("select 1 as found from told where note_due = 0 limit 1").toArray().length > 0
      );
    },

    /** A new epoch knows nothing of what was told before. */
    clear(): void {
      sql.exec("delete from told");
    },
  };
}

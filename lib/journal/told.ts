/** What Claude was told in this epoch: which Telegram message became part of which stored one, and how it reads now. */
import type { MessageId, UpdateId } from "../model/ids.ts";
import { marksFor, type Sql } from "./sql.ts";

export type ToldMessage = {
  readonly messageId: MessageId;
  readonly sentAtMs: number;
  /** What it reads now. */
  readonly words: string;
  /** Unique id of its own file; empty where it has none. */
  readonly file: string;
  /** Of the stored user message that holds it. */
  readonly seq: number;
};

/** An edit that the next turn tells of. */
export type DueNote = Omit<ToldMessage, "seq" | "file"> & {
  /** The edit that replaced its file, under which the new one is fetched; null where none did. */
  readonly fileUpdate: UpdateId | null;
};

type KnownMessage = Omit<ToldMessage, "file"> & {
  /** Null where it was told before files were remembered. */
  readonly file: string | null;
  readonly fileUpdate: UpdateId | null;
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
  file: string | null;
  file_update: number | null;
};

function dueNote({ message_id, sent_at: sentAtMs, words, file_update }: Row): DueNote {
  const messageId = message_id as MessageId;
  return { messageId, sentAtMs, words, fileUpdate: file_update as UpdateId | null };
}

export function openTold(sql: Sql) {
  return {
    remember({ messageId, seq, sentAtMs, words, file }: ToldMessage, nowMs: number): void {
      sql.exec(
        `insert or replace into told (message_id, seq, sent_at, words, touched_at, file)
         values (?, ?, ?, ?, ?, ?)`,
        messageId,
        seq,
        sentAtMs,
        words,
        nowMs,
        file,
      );
    },

    find(messageId: MessageId): KnownMessage | null {
      const [row] = sql.exec<Row>("select * from told where message_id = ?", messageId).toArray();
      if (!row) return null;
      const { seq, file } = row;
      return { ...dueNote(row), seq, file, noteDue: row.note_due === 1 };
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

    /** Its next note brings the file that this edit named. */
    replaceFile(messageId: MessageId, file: string, fileUpdate: UpdateId): void {
      sql.exec(
        "update told set file = ?, file_update = ? where message_id = ?",
        file,
        fileUpdate,
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

    /** In the order the messages were written. */
    dueNotes(): DueNote[] {
      return sql
        .exec<Row>("select * from told where note_due = 1 order by message_id")
        .toArray()
        .map(dueNote);
    },

    /** These were told; what they brought is known. */
    noted(messageIds: readonly MessageId[]): void {
      sql.exec(
        `update told set note_due = 0, file_update = null
         where message_id in (${marksFor(messageIds)})`,
        ...messageIds,
      );
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

    /** A new epoch knows nothing of what was told before. Gives the edits whose files nobody waits for any more. */
    clear(): UpdateId[] {
      return sql
        .exec<Row>("delete from told returning *")
        .toArray()
        .flatMap((row) => dueNote(row).fileUpdate ?? []);
    },
  };
}

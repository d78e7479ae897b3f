/** The bytes of Postgres's frontend/backend protocol 3.0 (PostgreSQL manual, "Message Formats"). */

export type Message = Buffer;

/** A typed message: type byte, length (itself included), body. */
export function message(type: string, ...body: readonly (string | Buffer)[]): Message {
  const bytes = Buffer.concat(body.map((part) => Buffer.from(part)));
  return Buffer.concat([Buffer.from(type), int32(bytes.length + 4), bytes]);
}

export function messageType(bytes: Message): string {
  return String.fromCharCode(bytes[0] ?? 0);
}

export function cString(text: string): Buffer {
  return Buffer.from(`${text}\0`);
}

export function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}

export function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

export const SYNC = message("S");
export const ROLLBACK = message("Q", cString("ROLLBACK"));

/** "I" idle, "T" in a transaction, "E" in a failed one; null where the answer does not end in ReadyForQuery. */
export type TransactionStatus = "I" | "T" | "E" | null;

/** What the last message of an answer says about the transaction. */
export function transactionStatus(answer: Buffer): TransactionStatus {
  const last = answer.subarray(-6);
  if (last.length < 6 || messageType(last) !== "Z") return null;
  const status = String.fromCharCode(last[5] ?? 0);
  return status === "I" || status === "T" || status === "E" ? status : null;
}

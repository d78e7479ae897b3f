/** A backend's answer to extended queries, as the results Neon's HTTP endpoint reports. */

import { type PostgresError, parseError } from "./error-response.ts";
import type { TextValue } from "./extended-query.ts";
import { MessageSplitter } from "./message-splitter.ts";
import { type Message, messageType } from "./messages.ts";

type Field = {
  readonly name: string;
  readonly tableID: number;
  readonly columnID: number;
  readonly dataTypeID: number;
  readonly dataTypeSize: number;
  readonly dataTypeModifier: number;
  readonly format: "text";
};

export type StatementResult = {
  readonly command: string;
  readonly rowCount: number | null;
  readonly fields: readonly Field[];
  readonly rows: readonly (readonly TextValue[])[];
};

/** The statements that finished, in order, and the error that stopped the rest. */
export type Reply = {
  readonly results: readonly StatementResult[];
  readonly error: PostgresError | null;
};

export function parseReply(answer: Buffer): Reply {
  const results: StatementResult[] = [];
  let fields: readonly Field[] = [];
  let rows: (readonly TextValue[])[] = [];
  const finish = (command: string, rowCount: number | null) => {
    results.push({ command, rowCount, fields, rows });
    fields = [];
    rows = [];
  };
  for (const part of messages(answer)) {
    const type = messageType(part);
    if (type === "E") return { results, error: parseError(part) };
    if (type === "T") fields = parseFields(part);
    if (type === "D") rows.push(parseRow(part));
    if (type === "C") finish(...parseCommandTag(part));
    if (type === "I") finish("", null);
  }
  return { results, error: null };
}

function* messages(answer: Buffer): Generator<Message> {
  const splitter = new MessageSplitter();
  splitter.push(answer);
  for (let part = splitter.next(); part !== null; part = splitter.next()) yield part;
}

/** "INSERT 0 3" affected three rows; "CREATE TABLE" counts none. */
function parseCommandTag(part: Message): [string, number | null] {
  const words = part.toString("utf8", 5, part.length - 1).split(" ");
  const count = Number(words.at(-1));
  return [words[0] ?? "", Number.isInteger(count) ? count : null];
}

function parseFields(part: Message): readonly Field[] {
  let at = 7;
  return Array.from({ length: part.readInt16BE(5) }, () => {
    const end = part.indexOf(0, at);
    const name = part.toString("utf8", at, end);
    const field = parseFieldNumbers(part, end + 1);
    at = end + 19;
    return { name, ...field };
  });
}

function parseFieldNumbers(part: Message, at: number): Omit<Field, "name"> {
  return {
    tableID: part.readUInt32BE(at),
    columnID: part.readInt16BE(at + 4),
    dataTypeID: part.readUInt32BE(at + 6),
    dataTypeSize: part.readInt16BE(at + 10),
    dataTypeModifier: part.readInt32BE(at + 12),
    format: "text",
  };
}

function parseRow(part: Message): readonly TextValue[] {
  let at = 7;
  return Array.from({ length: part.readInt16BE(5) }, () => {
    const sizeBytes = part.readInt32BE(at);
    at += 4;
    if (sizeBytes < 0) return null;
    const value = part.toString("utf8", at, at + sizeBytes);
    at += sizeBytes;
    return value;
  });
}

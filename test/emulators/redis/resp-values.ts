/** Redis's wire protocol RESP2 (redis.io, "Serialization protocol"): commands out, replies in. */

/** An error reply: a value like any other, since a pipeline may hold several. */
export class RespError {
  readonly message: string;
  constructor(message: string) {
    this.message = message;
  }
}

/** Simple and bulk strings are both bytes; the REST protocol does not tell them apart either. */
export type RespValue = null | number | Buffer | RespError | readonly RespValue[];

export type Command = readonly string[];

export function encodeCommand(command: Command): Buffer {
  const parts = command.flatMap((argument) => {
    const bytes = Buffer.from(argument);
    return [Buffer.from(`$${bytes.length}\r\n`), bytes, Buffer.from("\r\n")];
  });
  return Buffer.concat([Buffer.from(`*${command.length}\r\n`), ...parts]);
}

export type Parsed = { readonly value: RespValue; readonly end: number };

/** The reply starting at `at`, or null until it has arrived whole. Throws at bytes that are not RESP2. */
export function parseReply(bytes: Buffer, at: number): Parsed | null {
  const lineEnd = bytes.indexOf("\r\n", at);
  if (lineEnd < 0) return null;
  const line = bytes.subarray(at + 1, lineEnd);
  const next = lineEnd + 2;
  const type = String.fromCharCode(bytes[at] ?? 0);
  if (type === "+") return { value: line, end: next };
  if (type === "-") return { value: new RespError(line.toString()), end: next };
  if (type === ":") return { value: Number(line), end: next };
  if (type === "$") return parseBulk(bytes, next, Number(line));
  if (type === "*") return parseArray(bytes, next, Number(line));
  throw new Error(`not a RESP2 reply: ${type}`);
}

function parseBulk(bytes: Buffer, at: number, sizeBytes: number): Parsed | null {
  if (sizeBytes < 0) return { value: null, end: at };
  const end = at + sizeBytes;
  if (bytes.length < end + 2) return null;
  return { value: bytes.subarray(at, end), end: end + 2 };
}

function parseArray(bytes: Buffer, at: number, count: number): Parsed | null {
  if (count < 0) return { value: null, end: at };
  const values: RespValue[] = [];
  let end = at;
  while (values.length < count) {
    const item = parseReply(bytes, end);
    if (item === null) return null;
    values.push(item.value);
    end = item.end;
  }
  return { value: values, end };
}

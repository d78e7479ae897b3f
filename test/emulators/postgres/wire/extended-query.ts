/** One parameterised statement as the messages a driver would send: parse, bind, describe, execute. */
import { cString, int16, int32, message } from "./messages.ts";

/** A value in Postgres's text form; null is SQL NULL. */
export type TextValue = string | null;

/** Without the closing Sync, so that several statements can share one. */
export function extendedQuery(query: string, params: readonly TextValue[]): Buffer {
  const noFormats = int16(0);
  return Buffer.concat([
    message("P", cString(""), cString(query), int16(0)),
    message(
      "B",
      cString(""),
      cString(""),
      noFormats,
      int16(params.length),
      ...params.map(lengthPrefixed),
      noFormats,
    ),
    message("D", "P", cString("")),
    message("E", cString(""), int32(0)),
  ]);
}

function lengthPrefixed(value: TextValue): Buffer {
  if (value === null) return int32(-1);
  const bytes = Buffer.from(value);
  return Buffer.concat([int32(bytes.length), bytes]);
}

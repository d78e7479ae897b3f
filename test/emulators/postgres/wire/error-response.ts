/** Postgres's error report: field codes on the wire, names in Neon's JSON. */
import { cString, type Message, message } from "./messages.ts";

/** PostgreSQL manual, "Error and Notice Message Fields"; the names are those `NeonDbError` reads. */
const FIELDS: Readonly<Record<string, string>> = {
  S: "severity",
  C: "code",
  M: "message",
  D: "detail",
  H: "hint",
  P: "position",
  p: "internalPosition",
  q: "internalQuery",
  W: "where",
  s: "schema",
  t: "table",
  c: "column",
  d: "dataType",
  n: "constraint",
  F: "file",
  L: "line",
  R: "routine",
};

export type PostgresError = Readonly<Record<string, string>>;

export function parseError(bytes: Message): PostgresError {
  const fields = bytes.toString("utf8", 5).split("\0").filter(Boolean);
  return Object.fromEntries(
    fields.flatMap((field) => {
      const name = FIELDS[field.charAt(0)];
      return name === undefined ? [] : [[name, field.slice(1)]];
    }),
  );
}

/** An error of our own that ends the session. */
export function fatalError(code: string, text: string): PostgresError {
  return { severity: "FATAL", code, message: text };
}

export function errorResponse(error: PostgresError): Message {
  const fields = Object.entries(FIELDS).flatMap(([code, name]) => {
    const value = error[name];
    return value === undefined ? [] : [cString(`${code}${value}`)];
  });
  return message("E", ...fields, "\0");
}

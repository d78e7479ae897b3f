/** Redis replies as Upstash's JSON, in plain text or in base64. */
import { RespError, type RespValue } from "./resp-values.ts";

export type StringEncoding = "utf8" | "base64";

export type UpstashItem = { readonly result: unknown } | { readonly error: string };

/** One command's outcome. Errors are never encoded. */
export function upstashItem(value: RespValue, encoding: StringEncoding): UpstashItem {
  if (value instanceof RespError) return { error: value.message };
  // The client takes a result of exactly "OK" as it is, and decodes every other string.
  if (Buffer.isBuffer(value) && value.toString() === "OK") return { result: "OK" };
  return { result: encode(value, encoding) };
}

function encode(value: RespValue, encoding: StringEncoding): unknown {
  if (value instanceof RespError) return value.message;
  if (Buffer.isBuffer(value)) return value.toString(encoding);
  if (value === null || typeof value === "number") return value;
  return value.map((item) => encode(item, encoding));
}

/** Text as Postgres takes it: without NUL, which it refuses, and without halves of surrogate pairs. */
import type { Json } from "../model/json.ts";

export function storableText(text: string): string {
  return text.replaceAll("\u0000", "").toWellFormed();
}

export function storableJson(value: unknown): string {
  return JSON.stringify(clean(value as Json)) ?? "null";
}

function clean(value: Json): Json {
  if (typeof value === "string") return storableText(value);
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(entries.map(([key, item]) => [storableText(key), clean(item as Json)]));
}

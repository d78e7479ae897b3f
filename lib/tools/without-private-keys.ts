/** Keys that begin with an underscore are notes of ours: they never reach Claude. */
import type { Json, JsonObject } from "../model/json.ts";
import type { Block } from "../model/message.ts";

export function withoutPrivateKeys({ type, ...rest }: Block): Block {
  return { ...publicObject(rest), type };
}

function publicObject(value: JsonObject): JsonObject {
  const entries = Object.entries(value).filter(([key]) => !key.startsWith("_"));
  return Object.fromEntries(entries.map(([key, inner]) => [key, publicValue(inner)]));
}

function publicValue(value: Json | undefined): Json | undefined {
  if (typeof value !== "object" || value === null) return value;
  return isList(value) ? value.map((inner) => publicValue(inner) ?? null) : publicObject(value);
}

/** `Array.isArray` does not know readonly lists. */
function isList(value: readonly Json[] | JsonObject): value is readonly Json[] {
  return Array.isArray(value);
}

/** A history message as a cache value: JSON out, parsed with suspicion on the way in. */
import type { StoredMessage } from "../model/message.ts";
import { cacheValue, cacheVersion } from "./keys.ts";
import { parseJson } from "./parse-json.ts";

export function serializeMessage(message: StoredMessage): string {
  return JSON.stringify({ v: cacheVersion, ...message });
}

/** The message, or null where the text is not one. */
export function deserializeMessage(text: string): StoredMessage | null {
  const parsed = cacheValue.message.safeParse(parseJson(text));
  if (!parsed.success) return null;
  const { v: _version, ...message } = parsed.data;
  // The schema says what the type says, but for the brands and JSON values zod does not know.
  return message as unknown as StoredMessage;
}

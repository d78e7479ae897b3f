/** A history message as a cache value: JSON out, parsed with suspicion on the way in. */
import * as z from "zod";
import type { StoredMessage } from "../model/message.ts";

const storedMessage = z.object({
  seq: z.int().positive(),
  role: z.enum(["user", "assistant"]),
  blocks: z.array(z.looseObject({ type: z.string() })),
  turnId: z.string(),
  createdAtMs: z.int(),
});

export function serializeMessage(message: StoredMessage): string {
  return JSON.stringify(message);
}

/** The message, or null where the text is not one. */
export function deserializeMessage(text: string): StoredMessage | null {
  const parsed = storedMessage.safeParse(parseJson(text));
  // The schema says what the type says, but for the brands and JSON values zod does not know.
  return parsed.success ? (parsed.data as unknown as StoredMessage) : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

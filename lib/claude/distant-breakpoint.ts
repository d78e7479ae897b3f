/** Where the prompt cache must be helped: it finds an earlier entry only a few blocks before a mark. */
import type { Message } from "../model/message.ts";

/** The API looks 20 blocks back from each mark (field-and-platforms §5.7); one more is kept free. */
const lookBackBlocks = 19;

/**
 * The message with which the request before this one ended, where the newest mark is too far from it to find
 * its entry, as after an album of twenty; null where it is near enough.
 */
export function distantBreakpoint(messages: readonly Message[]): number | null {
  const newest = messages.length - 1;
  const previous = messages.findLastIndex(({ role }, index) => role === "user" && index < newest);
  if (previous === -1) return null;
  const since = messages.slice(previous + 1).reduce((sum, { blocks }) => sum + blocks.length, 0);
  return since > lookBackBlocks ? previous : null;
}

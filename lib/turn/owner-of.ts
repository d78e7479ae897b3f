/** Whose conversation a journal holds: an alarm comes without a name. */
import type { Journal } from "../journal/journal.ts";
import { parseThreadId, type ThreadId, type UserId } from "../model/ids.ts";

export type Owner = { readonly threadId: ThreadId; readonly userId: UserId };

export function ownerOf({ facts }: Pick<Journal, "facts">): Owner {
  const { threadId } = facts.read();
  const address = threadId === null ? null : parseThreadId(threadId);
  if (threadId === null || address === null)
    throw new Error("this thread has not accepted anything yet");
  return { threadId, userId: address.userId };
}

/** Relays what is due and notes when to look again: at once where something came meanwhile, else when a job counts as lost. */
import type { Journal } from "../journal/journal.ts";
import { relayOutbox } from "../journal/relay.ts";
import type { ThreadId } from "../model/ids.ts";
import { describeError } from "../ops/describe-error.ts";
import type { ThreadPorts } from "./thread-ports.ts";

/** A queue that does not take a job is tried again after this long. */
const retryMs = 5000;

export async function relayDue(
  journal: Journal,
  threadId: ThreadId,
  ports: ThreadPorts,
): Promise<void> {
  const now = ports.clock.now;
  try {
    await relayOutbox(journal, threadId, { ...ports.relay, now });
  } catch (thrown) {
    ports.log.warn("relay.failed", { thread: threadId, ...describeError(thrown) });
    journal.deadlines.set("relay", now() + retryMs);
    return;
  }
  const nextMs = journal.outbox.nextDueAtMs(ports.relay.resendAfterMs);
  if (nextMs === null) journal.deadlines.clear("relay");
  else journal.deadlines.set("relay", nextMs);
}

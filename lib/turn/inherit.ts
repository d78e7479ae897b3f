/** The first turn of a person in a supergroup: where it was a basic group before, what was said there is said here. */
import type { Journal } from "../journal/journal.ts";
import type { Clock } from "../model/clock.ts";
import { parseThreadId, type ThreadId, type TopicId, threadId } from "../model/ids.ts";
import type { OutboxRow } from "../model/outbox.ts";
import { describeError } from "../ops/describe-error.ts";
import { threadRow } from "./finish-turn.ts";
import type { Estate } from "./hand-over.ts";
import { keepMadeFiles } from "./made-files.ts";
import type { ThreadPorts } from "./thread-ports.ts";

/** Where something is still being said in the old chat: as for a message behind a running turn. */
const notYetMs = 1000;
const failedMs = 5000;
/** Postgres away for longer costs the older part of the context, never the conversation (design §3 P4). */
const patienceMs = 60_000;

type InheritPorts = Pick<ThreadPorts, "clock" | "log" | "migratedFrom" | "askEstate">;

export function mustInherit({ facts, deadlines }: Journal, { now }: Pick<Clock, "now">): boolean {
  return facts.read().mayInherit === true && deadlines.isDue("window", now());
}

/**
 * Null where it is settled for good, else ask again after so long. Never rejects. `sinceMs`: how long somebody waits
 * for it; where no message does, the window does not say.
 */
export async function inherit(
  journal: Journal,
  ports: InheritPorts,
  sinceMs = journal.facts.window()?.openedAtMs ?? 0,
): Promise<number | null> {
  const { threadId: heir, mayInherit } = journal.facts.read();
  if (!mayInherit || heir === null) return null;
  try {
    const estate = await findEstate(journal, { heir, sinceMs }, ports);
    if (estate.kind !== "not_yet") {
      settle(journal, heir, estate, ports);
      return null;
    }
    ports.log.info("thread.inherits_later", { thread: heir, reason: estate.reason });
    return notYetMs;
  } catch (thrown) {
    ports.log.error("thread.inherit_failed", { thread: heir, ...describeError(thrown) });
    return failedMs;
  }
}

async function findEstate(
  { facts }: Journal,
  { heir, sinceMs }: { readonly heir: ThreadId; readonly sinceMs: number },
  { clock, migratedFrom, askEstate }: InheritPorts,
): Promise<Estate> {
  const address = parseThreadId(heir);
  const chatId = address && (await migratedFrom(address.chatId));
  if (!chatId) return { kind: "none" };
  // Its files stay where they are, under the chat they came from.
  facts.writeMigratedFrom(chatId);
  const whole = clock.now() - sinceMs < patienceMs;
  return askEstate(threadId({ ...address, chatId, topicId: 0 as TopicId }), { heir, whole });
}

/** The old messages become this thread's own, so that cache, overlay and Postgres know them by one name. */
function settle(
  journal: Journal,
  heir: ThreadId,
  estate: Exclude<Estate, { readonly kind: "not_yet" }>,
  { clock, log }: InheritPorts,
): void {
  const { facts, outbox, deadlines, transact } = journal;
  const nowMs = clock.now();
  transact(() => {
    const known = facts.read();
    // /new came meanwhile, or it was asked twice.
    if (!known.mayInherit) return;
    if (estate.kind === "none") return facts.write({ ...known, mayInherit: false });
    const { epoch, lastSeq, messages, compacted, madeFiles = [] } = estate;
    facts.write({ ...known, mayInherit: false, epoch, lastSeq });
    if (compacted) facts.writeTelling({ epoch, compacted });
    if (madeFiles.length > 0) keepMadeFiles(journal, madeFiles);
    // Their Telegram ids count in the chat they came from.
    const rows = messages.map(
      (message): OutboxRow => ({ kind: "message", epoch, message, telegramMessageIds: [] }),
    );
    outbox.append([...rows, ...threadRow(journal, parseThreadId(heir) ?? undefined, nowMs)]);
    deadlines.set("relay", nowMs);
    log.info("thread.inherited", { thread: heir, epoch, lastSeq });
  });
}

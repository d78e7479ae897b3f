/**
 * May a recording be heard? It costs before there is a turn that could be refused, so the account is asked here.
 * Where it cannot be reached, or nobody knows the balance, the person is heard (design §7, fail-open).
 */
import { estimateOfSpeech } from "../billing/cost-of-speech.ts";
import { recordingKey } from "../billing/ledger-entries.ts";
import { pricesOf } from "../billing/prices.ts";
import type { Journal } from "../journal/journal.ts";
import type { PendingMedia } from "../journal/media.ts";
import { type FileProblem, isSpoken } from "../model/attachment.ts";
import { describeError } from "../ops/describe-error.ts";
import { ownerOf } from "./owner-of.ts";
import type { ThreadPorts } from "./thread-ports.ts";

type ClearPorts = Pick<ThreadPorts, "accountOf" | "log">;

/** Null where nothing speaks against it; what is set aside for it goes with its charge, or with {@link dropRecording}. */
export async function refuseRecording(
  journal: Journal,
  order: PendingMedia,
  { accountOf, log }: ClearPorts,
): Promise<FileProblem | null> {
  if (!accountOf || !isSpoken(order.attachment)) return null;
  const { userId } = ownerOf(journal);
  const { durationSeconds = 0 } = order.attachment;
  const estimateNanoUsd = estimateOfSpeech(pricesOf(order.priceVersion), durationSeconds);
  const owed = journal.owed.charges();
  try {
    const key = keyOf(order);
    const admission = await accountOf(userId).admitRecording({
      userId,
      key,
      estimateNanoUsd,
      owed,
    });
    if ("kind" in admission) return null;
    return { reason: "balance_used_up", ...(!admission.tell && { isTold: true as const }) };
  } catch (thrown) {
    log.warn("media.account_unreachable", { user: userId, ...describeError(thrown) });
    return null;
  }
}

/** It cost nothing. What is not dropped now is dropped when the person's next turn begins. */
export async function dropRecording(
  journal: Journal,
  order: PendingMedia,
  { accountOf, log }: ClearPorts,
): Promise<void> {
  if (!accountOf || !isSpoken(order.attachment)) return;
  const { userId } = ownerOf(journal);
  try {
    await accountOf(userId).drop(keyOf(order));
  } catch (thrown) {
    log.warn("media.hold_left", { user: userId, ...describeError(thrown) });
  }
}

function keyOf({ updateId, slot, attachment }: PendingMedia): string {
  return recordingKey({ updateId, slot, fileUniqueId: attachment.fileUniqueId });
}

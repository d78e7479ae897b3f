/**
 * Brings the files of waiting messages, side by side; a fetch that dies is begun again by its deadline.
 * The same file twice goes one after the other: what the first one uploaded, the second finds.
 */
import { transcriptionEntry } from "../billing/ledger-entries.ts";
import type { Journal } from "../journal/journal.ts";
import type { PendingMedia } from "../journal/media.ts";
import type { MediaOutcome } from "../model/attachment.ts";
import { parseThreadId, type ThreadAddress } from "../model/ids.ts";
import { describeError } from "../ops/describe-error.ts";
import { dropRecording, refuseRecording } from "./clear-recording.ts";
import { owe } from "./owe.ts";
import { ownerOf } from "./owner-of.ts";
import type { ThreadPorts } from "./thread-ports.ts";

/** After so many fetches that died on the way, the file is given up. */
const maxTries = 3;

export type MediaPorts = Pick<
  ThreadPorts,
  "clock" | "log" | "rules" | "receiveFile" | "inBackground" | "accountOf"
>;

/**
 * Gives what fetches the files that are due; made once, because it knows what is under way. A thread is
 * one person's, so nobody's file is ever taken for another's. `arrived` is called after each outcome is in
 * the journal.
 */
export function mediaFetcher(journal: Journal, ports: MediaPorts, arrived: () => void): () => void {
  /** The newest fetch of each file, by its `fileUniqueId`. */
  const underWay = new Map<string, Promise<void>>();

  function begin(order: PendingMedia): Promise<void> {
    const { fileUniqueId } = order.attachment;
    // A second try must not stand in line behind a first one that hangs.
    const before = order.tries > 1 ? Promise.resolve() : underWay.get(fileUniqueId);
    const fetched = (before ?? Promise.resolve())
      .then(() => fetchOne(journal, order, ports))
      .then(arrived);
    const end = () => {
      if (underWay.get(fileUniqueId) === ended) underWay.delete(fileUniqueId);
    };
    // However it ended: whoever stands in line is not to fail with it.
    const ended = fetched.then(end, end);
    underWay.set(fileUniqueId, ended);
    return fetched;
  }

  return () => {
    const nowMs = ports.clock.now();
    const againAtMs = nowMs + ports.rules.voiceWaitMs;
    for (const order of journal.media.takeDue(nowMs, againAtMs)) ports.inBackground(begin(order));
    const nextMs = journal.media.nextFetchAtMs();
    if (nextMs === null) journal.deadlines.clear("media");
    else journal.deadlines.set("media", nextMs);
  };
}

async function fetchOne(journal: Journal, order: PendingMedia, ports: MediaPorts): Promise<void> {
  const owner = parseThreadId(journal.facts.read().threadId ?? "");
  const outcome = owner ? await receive(journal, order, { owner, ports }) : downloadFailed;
  if (outcome.kind === "problem") await dropRecording(journal, order, ports);
  journal.transact(() => {
    journal.media.resolve(order, outcome);
    if (ports.accountOf) oweTranscription(journal, order, outcome);
    // What was held back by this file may go, as soon as its window lets it.
    if (journal.inbox.waiting().length === 0) return;
    const closesAtMs = journal.facts.window()?.closesAtMs ?? 0;
    journal.deadlines.set("window", Math.max(closesAtMs, ports.clock.now()));
  });
}

/** Paid when it was heard, whether an answer comes of it or not (original-behaviour §4.6). */
function oweTranscription(journal: Journal, order: PendingMedia, outcome: MediaOutcome): void {
  if (outcome.kind !== "transcript") return;
  const { updateId, slot, attachment } = order;
  const { fileUniqueId } = attachment;
  const heard = { updateId, slot, fileUniqueId, userId: ownerOf(journal).userId };
  owe(journal, { kind: "charge", entry: transcriptionEntry(heard, outcome.transcript) });
}

async function receive(
  journal: Journal,
  order: PendingMedia,
  { owner, ports }: { readonly owner: ThreadAddress; readonly ports: MediaPorts },
): Promise<MediaOutcome> {
  if (order.tries > maxTries) return downloadFailed;
  const problem = await refuseRecording(journal, order, ports);
  if (problem) return { kind: "problem", problem };
  try {
    return await ports.receiveFile(order, owner);
  } catch (thrown) {
    ports.log.warn("media.failed", { kind: order.attachment.kind, ...describeError(thrown) });
    return downloadFailed;
  }
}

const downloadFailed: MediaOutcome = { kind: "problem", problem: { reason: "download_failed" } };

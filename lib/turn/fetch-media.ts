/** Brings the files of waiting messages, side by side; a fetch that dies is begun again by its deadline. */
import type { Journal } from "../journal/journal.ts";
import type { PendingMedia } from "../journal/media.ts";
import type { MediaOutcome } from "../model/attachment.ts";
import { parseThreadId, type ThreadAddress } from "../model/ids.ts";
import { describeError } from "../ops/describe-error.ts";
import type { ThreadPorts } from "./thread-ports.ts";

/** After so many fetches that died on the way, the file is given up. */
const maxTries = 3;

export type MediaPorts = Pick<
  ThreadPorts,
  "clock" | "log" | "rules" | "receiveFile" | "inBackground"
>;

/** `arrived` is called after each outcome is in the journal. */
export function fetchMedia(journal: Journal, ports: MediaPorts, arrived: () => void): void {
  const nowMs = ports.clock.now();
  const { voiceWaitMs } = ports.rules;
  for (const order of journal.media.takeDue(nowMs, nowMs + voiceWaitMs)) {
    ports.inBackground(fetchOne(journal, order, ports).then(arrived));
  }
  const nextMs = journal.media.nextFetchAtMs();
  if (nextMs === null) journal.deadlines.clear("media");
  else journal.deadlines.set("media", nextMs);
}

async function fetchOne(journal: Journal, order: PendingMedia, ports: MediaPorts): Promise<void> {
  const owner = parseThreadId(journal.facts.read().threadId ?? "");
  const outcome = owner ? await receive(order, owner, ports) : downloadFailed;
  journal.transact(() => {
    journal.media.resolve(order, outcome);
    // What was held back by this file may go, as soon as its window lets it.
    if (journal.inbox.waiting().length === 0) return;
    const closesAtMs = journal.facts.window()?.closesAtMs ?? 0;
    journal.deadlines.set("window", Math.max(closesAtMs, ports.clock.now()));
  });
}

async function receive(
  order: PendingMedia,
  owner: ThreadAddress,
  ports: MediaPorts,
): Promise<MediaOutcome> {
  if (order.tries > maxTries) return downloadFailed;
  try {
    return await ports.receiveFile(order.attachment, owner);
  } catch (thrown) {
    ports.log.warn("media.failed", { kind: order.attachment.kind, ...describeError(thrown) });
    return downloadFailed;
  }
}

const downloadFailed: MediaOutcome = { kind: "problem", problem: { reason: "download_failed" } };

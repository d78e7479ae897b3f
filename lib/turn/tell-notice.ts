/** Tells a person what became of one of their files; a crash on the way repeats the sentence, and never loses it. */
import type { Journal } from "../journal/journal.ts";
import type { NumberedNotice } from "../journal/notices.ts";
import type { Notice } from "../model/notice.ts";
import { isShutOut } from "./note-membership.ts";
import { retryReplyAfterMs } from "./retry-reply.ts";
import type { ThreadPorts } from "./thread-ports.ts";

type TellPorts = Pick<ThreadPorts, "replyBelow" | "fileSentence" | "log" | "clock">;

/** After how many milliseconds to try again; null where nothing is left to be done. */
export async function tellNotice(
  journal: Journal,
  ports: TellPorts,
  { id, notice }: NumberedNotice,
): Promise<number | null> {
  // Nobody would read it.
  const retryAfterMs = isShutOut(journal) ? null : await tell(notice, ports);
  if (retryAfterMs === null) journal.notices.remove(id);
  return retryAfterMs;
}

async function tell(
  { inbound, attachment, problem, notedAtMs }: Notice,
  ports: TellPorts,
): Promise<number | null> {
  const sentence = ports.fileSentence(inbound.from.languageCode, attachment, problem);
  const sent = await ports.replyBelow(inbound, sentence);
  if (sent.kind !== "ok")
    ports.log.warn("file.problem_untold", { update: inbound.updateId, reason: sent.description });
  return retryReplyAfterMs(sent, ports.clock.now() - notedAtMs);
}

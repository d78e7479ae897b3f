/** A press of the Stop button below an answer that grows. It comes to the presser's own thread: nobody else's turn hears it. */
import type { Inbound } from "../model/inbound.ts";
import { parseStopData } from "../model/stop-button.ts";
import { wordsFor } from "../words/words.ts";
import type { ThreadPorts } from "./thread-ports.ts";

/** Stops the turn, and gives what the presser reads; null for any other button. */
export function stopByPress(
  { stopDraft }: Pick<ThreadPorts, "stopDraft">,
  { from }: Inbound,
  data: string,
): string | null {
  const draftId = parseStopData(data);
  if (draftId === null) return null;
  const words = wordsFor(from.languageCode);
  return stopDraft(draftId) ? words.stopping : words.nothingToStop;
}

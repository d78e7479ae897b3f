/** Answers the press of a button: Telegram's client waits for it, so every press gets an answer, also one that comes too late. */
import type { Journal } from "../journal/journal.ts";
import { parseAgainData } from "../model/again-button.ts";
import type { MessageId } from "../model/ids.ts";
import type { Content, Inbound } from "../model/inbound.ts";
import { wordsFor } from "../words/words.ts";
import type { ThreadPorts } from "./thread-ports.ts";

export type Press = Extract<Content, { readonly kind: "press" }>;

/** The answer first, then its effect: a crash between repeats the answer, never the effect. */
export async function answerPress(
  journal: Journal,
  ports: ThreadPorts,
  { inbound, press }: { readonly inbound: Inbound; readonly press: Press },
): Promise<void> {
  const messageId = parseAgainData(press.data);
  const stands = messageId !== null && journal.told.isOffered(messageId);
  const words = wordsFor(inbound.from.languageCode);
  const sentence = stands ? words.answeringAgain : words.buttonOver;
  const answered = await ports.answerPress(press.queryId, sentence);
  if (answered.kind !== "ok")
    ports.log.warn("press.unanswered", { update: inbound.updateId, reason: answered.description });
  journal.transact(() => {
    // Asked again, because /new may have come while Telegram was told.
    if (messageId !== null && journal.told.isOffered(messageId))
      askAgain(journal, { inbound, messageId, nowMs: ports.clock.now() });
    else journal.inbox.done([inbound.updateId]);
  });
}

type Asking = {
  readonly inbound: Inbound;
  readonly messageId: MessageId;
  readonly nowMs: number;
};

/** The press becomes the person's next message; the note of the edit goes before it. */
function askAgain(
  { told, inbox, facts, deadlines }: Journal,
  { inbound, messageId, nowMs }: Asking,
): void {
  told.takeOffer(messageId);
  inbox.letWait({ ...inbound, content: { kind: "note", text: "They ask for a new answer to it" } });
  // A press waits for nobody; but what is being written travels with it.
  if (facts.window() === null) deadlines.set("window", nowMs);
}

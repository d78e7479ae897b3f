/** Answers the press of a button: Telegram's client waits for it, so every press gets an answer, also one that comes too late. */
import type { Journal } from "../journal/journal.ts";
import { parseAgainData } from "../model/again-button.ts";
import type { MessageId } from "../model/ids.ts";
import type { Content, Inbound } from "../model/inbound.ts";
import { wordsFor } from "../words/words.ts";
import { answerMenuPress } from "./answer-menu-press.ts";
import type { ThreadPorts } from "./thread-ports.ts";

export type Press = Extract<Content, { readonly kind: "press" }>;

type Pressed = { readonly inbound: Inbound; readonly press: Press };

export async function answerPress(
  journal: Journal,
  ports: ThreadPorts,
  { inbound, press }: Pressed,
): Promise<void> {
  const messageId = parseAgainData(press.data);
  if (messageId !== null) return answerAgainPress(journal, ports, { inbound, press, messageId });
  const reply = ports.pressMenu(inbound, press.data);
  const notice = reply?.notice ?? wordsFor(inbound.from.languageCode).buttonOver;
  await Promise.all([
    tell(ports, { inbound, press }, notice),
    reply && answerMenuPress(journal, ports, { inbound, reply }),
  ]);
  journal.inbox.done([inbound.updateId]);
}

/** The answer first, then its effect: a crash between repeats the answer, never the effect. */
async function answerAgainPress(
  journal: Journal,
  ports: ThreadPorts,
  { inbound, press, messageId }: Pressed & { readonly messageId: MessageId },
): Promise<void> {
  const words = wordsFor(inbound.from.languageCode);
  const stands = journal.told.isOffered(messageId);
  await tell(ports, { inbound, press }, stands ? words.answeringAgain : words.buttonOver);
  journal.transact(() => {
    // Asked again, because /new may have come while Telegram was told.
    if (journal.told.isOffered(messageId))
      askAgain(journal, { inbound, messageId, nowMs: ports.clock.now() });
    else journal.inbox.done([inbound.updateId]);
  });
}

async function tell(
  { answerPress: answer, log }: ThreadPorts,
  { inbound, press }: Pressed,
  notice: string,
): Promise<void> {
  const answered = await answer(press.queryId, notice);
  if (answered.kind !== "ok")
    log.warn("press.unanswered", { update: inbound.updateId, reason: answered.description });
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

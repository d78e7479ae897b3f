/** Answers the press of a button: Telegram's client waits for it, so every press gets an answer, also one that comes too late. */
import type { Journal } from "../journal/journal.ts";
import { parseFileData } from "../model/file-button.ts";
import type { Content, Inbound } from "../model/inbound.ts";
import { wordsFor } from "../words/words.ts";
import { answerMenuPress } from "./answer-menu-press.ts";
import { answerMoney } from "./answer-money.ts";
import { pressFile } from "./press-file.ts";
import { stopByPress } from "./stop-by-press.ts";
import type { ThreadPorts } from "./thread-ports.ts";
import { type Wish, wishOf } from "./wish.ts";

export type Press = Extract<Content, { readonly kind: "press" }>;

type Pressed = { readonly inbound: Inbound; readonly press: Press };

/** After how many milliseconds to try again; null where nothing is left to be done. */
export async function answerPress(
  journal: Journal,
  ports: ThreadPorts,
  { inbound, press }: Pressed,
): Promise<number | null> {
  const words = wordsFor(inbound.from.languageCode);
  const wish = wishOf(journal, press.data, words);
  if (wish?.stands()) {
    await grant(journal, ports, { inbound, press, wish });
    return null;
  }
  const file = parseFileData(press.data);
  if (file) {
    const notice = await pressFile(journal, ports, { inbound, press: file });
    await tell(ports, { inbound, press }, notice);
    journal.inbox.done([inbound.updateId]);
    return null;
  }
  const reply = wish ? null : ports.pressMenu(inbound, press.data);
  const stopped = stopByPress(ports, inbound, press.data);
  await Promise.all([
    tell(ports, { inbound, press }, reply?.notice ?? stopped ?? words.buttonOver),
    reply && answerMenuPress(journal, ports, { inbound, reply }),
  ]);
  if (reply?.money) return answerMoney(journal, ports, { inbound, task: reply.money });
  journal.inbox.done([inbound.updateId]);
  return null;
}

/** The answer first, then its effect: a crash between repeats the answer, never the effect. */
async function grant(
  journal: Journal,
  ports: ThreadPorts,
  { inbound, press, wish }: Pressed & { readonly wish: Wish },
): Promise<void> {
  await Promise.all([tell(ports, { inbound, press }, wish.notice), removeButtons(ports, inbound)]);
  journal.transact(() => {
    // Asked again, because /new may have come while Telegram was told.
    if (wish.stands()) becomeMessage(journal, { inbound, wish, nowMs: ports.clock.now() });
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

/** A button that cannot be taken away is let be: pressed again it says that it is over. */
async function removeButtons(ports: ThreadPorts, inbound: Inbound): Promise<void> {
  const removed = await ports.removeButtons(inbound);
  if (removed.kind !== "ok")
    ports.log.warn("press.button_left", { update: inbound.updateId, reason: removed.description });
}

type Becoming = { readonly inbound: Inbound; readonly wish: Wish; readonly nowMs: number };

/** The press becomes the person's next message. */
function becomeMessage(
  { inbox, facts, deadlines }: Journal,
  { inbound, wish, nowMs }: Becoming,
): void {
  wish.take();
  inbox.letWait({ ...inbound, content: { kind: "note", text: wish.note } });
  // A press waits for nobody, but what is being written travels with it; and an answer under way comes whole first.
  if (facts.window() === null) deadlines.set("window", nowMs);
}

/** Takes what waits out of the queue: nobody answers it any more, but history tells Claude of it. */
import { currentPriceVersion } from "../billing/prices.ts";
import type { Journal } from "../journal/journal.ts";
import type { BatchItem } from "../model/batch.ts";
import type { Answer } from "../model/turn-state.ts";
import { type Words, wordsFor } from "../words/words.ts";
import { attachmentsOf } from "./accept-inbound.ts";
import type { ThreadPorts } from "./thread-ports.ts";
import { answerTurn, sealTurn } from "./turn-phases.ts";
import { onItsWay, type WaitingItem, waitingBatch } from "./waiting-batch.ts";

type SetAsidePorts = Pick<ThreadPorts, "rules" | "clock" | "newTurnId">;

/** For whoever is in a transaction already. False where nothing waited. */
export function setAside(journal: Journal, ports: SetAsidePorts): boolean {
  const { inbox, media, facts, deadlines, turns } = journal;
  const nowMs = ports.clock.now();
  const { waiting } = waitingBatch(journal);
  facts.closeWindow();
  deadlines.clear("window");
  const newest = waiting.at(-1);
  if (!newest) return false;
  const ids = waiting.map(({ inbound }) => inbound.updateId);
  const { epoch, lastSeq } = facts.read();
  const sealed = sealTurn({
    id: ports.newTurnId(),
    epoch,
    userSeq: lastSeq + 1,
    items: waiting.map(asItCame),
    model: ports.rules.model,
    priceVersion: currentPriceVersion,
    openedAtMs: inbox.receivedAtMs(ids) ?? nowMs,
    nowMs,
  });
  const aside = answerTurn(sealed, unanswered(wordsFor(newest.inbound.from.languageCode)), nowMs);
  const open = turns.open();
  turns.save(open ? { ...open, behind: [...(open.behind ?? []), aside] } : aside);
  inbox.take(ids);
  media.forget(ids);
  return true;
}

/** Nothing is sent: history holds an answer to every message, and this one says that there was none. */
function unanswered({ stopped }: Words): Answer {
  return { outcome: "stopped", blocks: [{ type: "text", text: stopped.trim() }], parts: [] };
}

/** Nobody waits for its files any more. */
function asItCame({ inbound, media, missing }: WaitingItem): BatchItem {
  if (missing.length === 0) return { inbound, media };
  return { inbound, media: attachmentsOf(inbound).map(() => onItsWay) };
}

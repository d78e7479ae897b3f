/** /stop and /new take effect when they come, before anybody is told: what waits must not begin meanwhile. */
import type { Journal } from "../journal/journal.ts";
import type { Inbound } from "../model/inbound.ts";
import { threadRow } from "./finish-turn.ts";
import { haltTurn } from "./halt-turn.ts";
import { setAside } from "./set-aside.ts";
import type { ThreadPorts } from "./thread-ports.ts";

type ObeyPorts = Pick<ThreadPorts, "answerDirectly" | "stopTurn" | "rules" | "clock" | "newTurnId">;

/** Gives the command with what it found; once. Anything else comes back as it is. */
export function obey(journal: Journal, ports: ObeyPorts, inbound: Inbound): Inbound {
  const { content } = inbound;
  if (content.kind !== "command" || content.found) return inbound;
  const effect = ports.answerDirectly(inbound)?.effect;
  if (!effect) return inbound;
  const wasAnswering = haltTurn(journal, ports, effect === "new-epoch" ? "left" : "stopped");
  return journal.transact(() => {
    const hadWaiting = setAside(journal, ports);
    if (effect === "new-epoch") beginEpoch(journal, inbound, ports.clock.now());
    const found = hadWaiting ? "waiting" : wasAnswering ? "answer" : "nothing";
    const obeyed: Inbound = { ...inbound, content: { ...content, found } };
    journal.inbox.rewrite(obeyed);
    return obeyed;
  });
}

function beginEpoch(journal: Journal, inbound: Inbound, nowMs: number): void {
  const facts = journal.facts.read();
  journal.facts.write({ ...facts, epoch: facts.epoch + 1, lastSeq: 0, mayInherit: false });
  journal.media.forget(journal.told.clear());
  journal.outbox.append(threadRow(journal, inbound.thread, nowMs));
  journal.deadlines.set("relay", nowMs);
}

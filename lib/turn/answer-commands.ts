/** Answers what never goes to Claude, and says what is owed about files, at once and in order, also while a turn is running. */
import type { Journal } from "../journal/journal.ts";
import type { DirectReply } from "../model/direct-reply.ts";
import type { Inbound } from "../model/inbound.ts";
import { answerMoney } from "./answer-money.ts";
import { answerPress } from "./answer-press.ts";
import { changeSetting } from "./change-setting.ts";
import { currentSettings } from "./current-settings.ts";
import { inherit } from "./inherit.ts";
import { obey } from "./obey.ts";
import { retryReplyAfterMs } from "./retry-reply.ts";
import { showFiles } from "./show-files.ts";
import { tellNotice } from "./tell-notice.ts";
import type { ThreadPorts } from "./thread-ports.ts";

/** The deadline stays until nothing is left: a crash during a reply must find it standing (P1). */
export async function answerCommands(journal: Journal, ports: ThreadPorts): Promise<void> {
  for (let said = sayNext(journal, ports); said; said = sayNext(journal, ports)) {
    const retryAfterMs = await said;
    if (retryAfterMs !== null)
      return journal.deadlines.set("commands", ports.clock.now() + retryAfterMs);
  }
  journal.deadlines.clear("commands");
}

/** Null where nothing is left to say; resolves with the time to wait where Telegram did not take it. */
function sayNext(journal: Journal, ports: ThreadPorts): Promise<number | null> | null {
  const notice = journal.notices.first();
  if (notice) return tellNotice(journal, ports, notice);
  const [inbound] = journal.inbox.commands();
  return inbound ? answerCommand(journal, ports, inbound) : null;
}

/**
 * A crash between the reply and its end repeats the reply, never what the command does. A setting is changed before:
 * repeated it is the same change, and a message sent right behind it counts on it.
 */
async function answerCommand(
  journal: Journal,
  ports: ThreadPorts,
  inbound: Inbound,
): Promise<number | null> {
  const { content } = inbound;
  if (content.kind === "press") return answerPress(journal, ports, { inbound, press: content });
  const report = await ports.answerOperator(inbound);
  const result: DirectReply | null =
    report === null ? ports.answerDirectly(obey(journal, ports, inbound)) : { reply: report };
  if (result?.money) return answerMoney(journal, ports, { inbound, task: result.money });
  if (result?.change) await changeSetting(journal, ports, { inbound, change: result.change });
  const sent = result ? await send(journal, ports, { inbound, result }) : null;
  if (sent && sent.kind !== "ok") {
    ports.log.warn("command.reply_failed", { update: inbound.updateId, reason: sent.description });
    const retryAfterMs = retryReplyAfterMs(sent, ports.clock.now() - inbound.sentAtMs);
    if (retryAfterMs !== null) return retryAfterMs;
  }
  journal.inbox.done([inbound.updateId]);
  return null;
}

type Sending = { readonly inbound: Inbound; readonly result: DirectReply };

async function send(journal: Journal, ports: ThreadPorts, { inbound, result }: Sending) {
  const { reply, button, files } = result;
  if (files) {
    // Asked right after the group moved, the list has what was made before; what must wait comes with the next turn.
    await inherit(journal, ports, inbound.sentAtMs);
    return ports.sendMenu(inbound, await showFiles(journal, ports, files));
  }
  if (reply === null) return null;
  if (typeof reply === "string") return ports.reply(inbound, reply, button);
  return ports.sendMenu(inbound, reply(await currentSettings(journal, ports, inbound.from.id)));
}

/** A file of the list comes once more, or for the first time: announced in the journal before Telegram is asked. */
import type { Journal } from "../journal/journal.ts";
import type { Inbound } from "../model/inbound.ts";
import type { MadeRecord } from "../model/made-record.ts";
import type { UserFile } from "../model/user-file.ts";
import type { Answered } from "../telegram/bot-api.ts";
import type { Words } from "../words/words.ts";
import { userFileOf } from "./delivered-files.ts";
import { moveMadeFile } from "./made-files.ts";
import { ownerOf } from "./owner-of.ts";
import type { ThreadPorts } from "./thread-ports.ts";
import { announceSend, sendAnswered } from "./unanswered-sends.ts";

export type FoundFile = { readonly pending: MadeRecord } | { readonly written: UserFile };

export type Getting = {
  readonly inbound: Inbound;
  readonly found: FoundFile;
  readonly words: Words["files"];
};

/** Gives what whoever pressed reads. */
export async function getFile(
  journal: Journal,
  ports: ThreadPorts,
  { inbound, found, words }: Getting,
): Promise<string> {
  const isSent =
    "pending" in found
      ? await deliver(journal, ports, { inbound, record: found.pending })
      : await sendAgain(journal, ports, { inbound, written: found.written });
  return isSent ? words.sent : words.notSent;
}

async function sendAgain(
  journal: Journal,
  ports: ThreadPorts,
  { inbound, written }: { readonly inbound: Inbound; readonly written: UserFile },
): Promise<boolean> {
  announce(journal, ports, { inbound, fileId: written.id });
  const sent = await ports.sendAgain(inbound, written);
  if (!isTaken(journal, ports, { inbound, fileId: written.id, sent })) return false;
  sendAnswered(journal, written.id);
  return true;
}

/** It stops being pending only when Telegram has taken it. */
async function deliver(
  journal: Journal,
  ports: ThreadPorts,
  { inbound, record }: { readonly inbound: Inbound; readonly record: MadeRecord },
): Promise<boolean> {
  const { id: fileId } = record;
  announce(journal, ports, { inbound, fileId });
  const outcome = await ports.sendPending(inbound, record);
  if (!isTaken(journal, ports, { inbound, fileId, sent: outcome })) return false;
  const [sent] = outcome.kind === "ok" ? outcome.value : [];
  if (!sent) return true;
  const { thread } = inbound;
  const atMs = ports.clock.now();
  const planned = { ...record, key: record.bytesKey };
  const file = userFileOf({ planned, sent: { ...sent, chatId: thread.chatId }, thread, atMs });
  const { id, telegramFileId } = file;
  journal.transact(() => {
    sendAnswered(journal, fileId);
    moveMadeFile(journal, fileId, "deliver", { delivered: { id, telegramFileId } });
    journal.outbox.append([{ kind: "user_file", file }]);
    journal.deadlines.set("relay", atMs);
  });
  await ports.forgetFilesList(ownerOf(journal).threadId);
  ports.filesGone(ownerOf(journal).threadId, [record]);
  return true;
}

type Announced = { readonly inbound: Inbound; readonly fileId: string };

function announce(journal: Journal, { log }: ThreadPorts, { inbound, fileId }: Announced): void {
  if (announceSend(journal, fileId))
    log.warn("telegram.ambiguous_send", { update: inbound.updateId, file: fileId });
}

/** A refusal is an answer; where there was none, the send stays announced. */
function isTaken(
  journal: Journal,
  { log }: ThreadPorts,
  { inbound, fileId, sent }: Announced & { readonly sent: Answered<unknown> },
): boolean {
  if (sent.kind === "ok") return true;
  if (sent.kind !== "unknown") sendAnswered(journal, fileId);
  log.warn("file.not_sent", { update: inbound.updateId, file: fileId, reason: sent.description });
  return false;
}

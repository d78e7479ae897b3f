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

/** A press, and the file it names. */
export type PressedFile = {
  readonly inbound: Inbound;
  readonly found: FoundFile;
  readonly words: Words["files"];
};

/** Gives what whoever pressed reads. */
export async function getFile(
  journal: Journal,
  ports: ThreadPorts,
  { inbound, found, words }: PressedFile,
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
  const answer = await ports.sendAgain(inbound, written);
  if (taken(journal, ports, { inbound, fileId: written.id, answer }) === null) return false;
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
  const answer = await ports.sendPending(inbound, record);
  const messages = taken(journal, ports, { inbound, fileId, answer });
  if (messages === null) return false;
  const [sent] = messages;
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

/** Null where Telegram has not taken it. A refusal is an answer; where there was none, the send stays announced. */
function taken<Sent>(
  journal: Journal,
  { log }: ThreadPorts,
  { inbound, fileId, answer }: Announced & { readonly answer: Answered<Sent> },
): Sent | null {
  if (answer.kind === "ok") return answer.value;
  if (answer.kind !== "unknown") sendAnswered(journal, fileId);
  log.warn("file.not_sent", { update: inbound.updateId, file: fileId, reason: answer.description });
  return null;
}

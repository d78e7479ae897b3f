/** A button of the list of files: the file comes once more, or is forgotten. */
import type { Journal } from "../journal/journal.ts";
import type { FilePress } from "../model/file-button.ts";
import type { Inbound } from "../model/inbound.ts";
import type { MadeRecord } from "../model/made-record.ts";
import type { UserFile } from "../model/user-file.ts";
import { type Words, wordsFor } from "../words/words.ts";
import { userFileOf } from "./delivered-files.ts";
import { moveMadeFile } from "./made-files.ts";
import { ownerOf } from "./owner-of.ts";
import { readFiles, showFiles } from "./show-files.ts";
import type { ThreadPorts } from "./thread-ports.ts";

type Pressed = { readonly inbound: Inbound; readonly press: FilePress };
type Found = { readonly pending: MadeRecord } | { readonly written: UserFile };

/** Gives what whoever pressed reads. What they name is looked for among their own files alone (design §3 P6). */
export async function pressFile(
  journal: Journal,
  ports: ThreadPorts,
  { inbound, press }: Pressed,
): Promise<string> {
  const { files: words } = wordsFor(inbound.from.languageCode);
  if (press.ownerId !== inbound.from.id) return words.listOfAnother;
  const here = await readFiles(journal, ports);
  const pending = here.pending.find(({ id }) => id === press.fileId);
  const written = here.files.find(({ id }) => id === press.fileId);
  const found = pending ? { pending } : written ? { written } : null;
  if (!found) return words.gone;
  return press.action === "get"
    ? get(journal, ports, { inbound, found, words })
    : drop(journal, ports, { inbound, found, words });
}

type Doing = { readonly inbound: Inbound; readonly found: Found; readonly words: Words["files"] };

async function get(journal: Journal, ports: ThreadPorts, doing: Doing): Promise<string> {
  const { inbound, found, words } = doing;
  if ("pending" in found) return deliver(journal, ports, { ...doing, record: found.pending });
  const sent = await ports.sendAgain(inbound, found.written);
  if (sent.kind === "ok") return words.sent;
  ports.log.warn("file.not_sent_again", { update: inbound.updateId, reason: sent.description });
  return words.notSent;
}

/** It stops being pending only when Telegram has taken it. */
async function deliver(
  journal: Journal,
  ports: ThreadPorts,
  { inbound, words, record }: Doing & { readonly record: MadeRecord },
): Promise<string> {
  const outcome = await ports.sendPending(inbound, record);
  if (outcome.kind !== "ok") {
    ports.log.warn("file.not_delivered", { update: inbound.updateId, reason: outcome.description });
    return words.notSent;
  }
  const [sent] = outcome.value;
  if (!sent) return words.sent;
  const { thread } = inbound;
  const atMs = ports.clock.now();
  const planned = { ...record, key: record.bytesKey };
  const file = userFileOf({ planned, sent: { ...sent, chatId: thread.chatId }, thread, atMs });
  const { id, telegramFileId } = file;
  journal.transact(() => {
    moveMadeFile(journal, record.id, "deliver", { delivered: { id, telegramFileId } });
    write(journal, file, atMs);
  });
  await ports.forgetFilesList(ownerOf(journal).threadId);
  ports.filesGone(ownerOf(journal).threadId, [record]);
  return words.sent;
}

async function drop(
  journal: Journal,
  ports: ThreadPorts,
  { inbound, found, words }: Doing,
): Promise<string> {
  const { threadId } = ownerOf(journal);
  if ("pending" in found) {
    moveMadeFile(journal, found.pending.id, "discard");
    ports.filesGone(threadId, [found.pending]);
  } else {
    write(journal, { ...found.written, isDropped: true }, ports.clock.now());
    await ports.forgetFilesList(threadId);
  }
  const menu = await showFiles(journal, ports, ports.filesMenu(inbound));
  const edited = await ports.editMenu(inbound, menu);
  if (edited.kind !== "ok")
    ports.log.warn("press.menu_unchanged", {
      update: inbound.updateId,
      reason: edited.description,
    });
  return words.dropped;
}

function write({ outbox, deadlines }: Journal, file: UserFile, nowMs: number): void {
  outbox.append([{ kind: "user_file", file }]);
  deadlines.set("relay", nowMs);
}

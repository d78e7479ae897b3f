/** A button of the list of files: the file comes once more, or is forgotten. */
import { isOpen } from "../files/file-states.ts";
import type { Journal } from "../journal/journal.ts";
import type { FilePress } from "../model/file-button.ts";
import type { Inbound } from "../model/inbound.ts";
import { wordsFor } from "../words/words.ts";
import { getFile, type PressedFile } from "./get-file.ts";
import { moveMadeFile } from "./made-files.ts";
import { ownerOf } from "./owner-of.ts";
import { readFiles, showFiles } from "./show-files.ts";
import type { ThreadPorts } from "./thread-ports.ts";

type Pressed = { readonly inbound: Inbound; readonly press: FilePress };

/** Gives what whoever pressed reads. What they name is looked for among their own files alone (design §3 P6). */
export async function pressFile(
  journal: Journal,
  ports: ThreadPorts,
  { inbound, press }: Pressed,
): Promise<string> {
  const { files: words } = wordsFor(inbound.from.languageCode);
  if (press.ownerId !== inbound.from.id) return words.listOfAnother;
  // Its files went on with the supergroup: here they must be neither sent nor thrown away.
  if (journal.facts.read().heir !== undefined) return words.gone;
  const here = await readFiles(journal, ports);
  const pending = here.pending.find(({ id }) => id === press.fileId);
  const written = here.files.find(({ id }) => id === press.fileId);
  const found = pending ? { pending } : written ? { written } : null;
  if (!found) {
    clearAway(journal, ports, press.fileId);
    return words.gone;
  }
  return press.action === "get"
    ? getFile(journal, ports, { inbound, found, words })
    : drop(journal, ports, { inbound, found, words });
}

/** A crash right behind its end may have left the bytes. */
function clearAway(journal: Journal, { filesGone }: ThreadPorts, fileId: string): void {
  const record = journal.madeFiles.find(fileId);
  if (record && !isOpen(record.state)) filesGone(ownerOf(journal).threadId, [record]);
}

async function drop(
  journal: Journal,
  ports: ThreadPorts,
  { inbound, found, words }: PressedFile,
): Promise<string> {
  const { threadId } = ownerOf(journal);
  if ("pending" in found) {
    moveMadeFile(journal, found.pending.id, "discard");
    ports.filesGone(threadId, [found.pending]);
  } else {
    journal.outbox.append([{ kind: "user_file", file: { ...found.written, isDropped: true } }]);
    journal.deadlines.set("relay", ports.clock.now());
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

/** /files: what there is in this conversation, each with a button to get it and one to drop it. */
import type { ListedFile, Listing, MenuOfFiles } from "../model/direct-reply.ts";
import { fileData } from "../model/file-button.ts";
import type { UserId } from "../model/ids.ts";
import type { Inbound } from "../model/inbound.ts";
import { type Words, wordsFor } from "../words/words.ts";
import type { Command } from "./command.ts";

/** A list longer than a screen is not read. */
const maxListed = 12;
const labelLength = 40;

export const listFiles: Command = {
  name: "files",
  run: ({ inbound }) => ({ reply: null, files: filesMenuFor(inbound) }),
};

export function filesMenuFor({ from }: Inbound): MenuOfFiles {
  return filesMenu(from.id, wordsFor(from.languageCode));
}

function filesMenu(ownerId: UserId, { files: words }: Words): MenuOfFiles {
  return (listing) => {
    const shown = listing.files.slice(0, maxListed);
    if (shown.length === 0) return { text: words.none, buttons: [] };
    const moreCount = listing.files.length - shown.length + listing.olderCount;
    return { text: textOf(listing, moreCount, words), buttons: shown.map(rowOf) };
  };

  function rowOf({ id: fileId, name, isPending }: ListedFile) {
    const label = name.slice(0, labelLength).toWellFormed();
    return [
      {
        label: isPending ? words.getPending(label) : label,
        data: fileData({ ownerId, action: "get", fileId }),
      },
      { label: words.drop, data: fileData({ ownerId, action: "drop", fileId }) },
    ];
  }
}

function textOf({ isWhole }: Listing, moreCount: number, words: Words["files"]): string {
  const lines = [
    words.list,
    ...(moreCount > 0 ? [words.more(moreCount)] : []),
    ...(isWhole ? [] : [words.notWhole]),
  ];
  return lines.join("\n\n");
}

/** Files that replaced those of earlier messages, as if their messages had come with this batch. */
import type { BatchItem } from "../model/batch.ts";
import type { EditNote } from "../model/edit-note.ts";

type Batch = { readonly items: readonly BatchItem[]; readonly edits?: readonly EditNote[] };

export function editedFiles({ items, edits = [] }: Batch): BatchItem[] {
  const newest = items.at(-1)?.inbound;
  if (!newest) return [];
  const { context: _context, mediaGroupId: _album, ...frame } = newest;
  return edits.flatMap(({ file, words, sentAtMs }) => {
    if (!file) return [];
    const { messageId, attachment, outcome } = file;
    const content = { kind: "file", caption: words, attachment } as const;
    return [{ inbound: { ...frame, messageId, sentAtMs, content }, media: [outcome] }];
  });
}

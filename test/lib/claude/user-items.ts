/** Messages and files as a batch holds them, and the blocks they become. */
import { expect } from "vitest";
import { buildUserBlocks } from "../../../lib/claude/user-message.ts";
import type { Attachment, MediaOutcome, ReceivedFile } from "../../../lib/model/attachment.ts";
import type { BatchItem } from "../../../lib/model/batch.ts";
import type { Inbound, MessageContext } from "../../../lib/model/inbound.ts";
import { contentBlock } from "../../emulators/claude/schema/content-blocks.ts";
import { inboundOf, itemOf, noonMs, textInbound } from "../../support/inbounds.ts";

export const attachmentOf = (
  kind: Attachment["kind"],
  more: Partial<Attachment> = {},
): Attachment => ({
  kind,
  fileId: `telegram-${kind}`,
  fileUniqueId: "u",
  ...more,
});
export const received = (file: Partial<ReceivedFile>): MediaOutcome => ({
  kind: "file",
  file: {
    type: "image",
    fileName: "quay.jpg",
    mimeType: "image/jpeg",
    sizeBytes: 2048,
    uploaded: { claudeFileId: "file_quay", expiresAtMs: noonMs },
    ...file,
  },
});
export const fileItem = (
  attachment: Attachment,
  outcome: MediaOutcome | null,
  caption = "",
): BatchItem =>
  itemOf(inboundOf(1, { kind: "file", caption, attachment }), outcome ? [outcome] : []);
export const around = (context: MessageContext): Inbound => ({
  ...textInbound(1, "well?"),
  context,
});

export const text = (words: string) => ({ type: "text", text: words });
export const image = (id: string) => ({ type: "image", source: { type: "file", file_id: id } });

/** The blocks, each one that the API takes. */
export function blocksOf(...items: BatchItem[]): unknown[] {
  const blocks = [...buildUserBlocks({ items })];
  for (const block of blocks) {
    expect(contentBlock.safeParse(block).error).toBeUndefined();
    if (block.type === "text") expect(String(block.text).trim()).not.toBe("");
  }
  return blocks;
}

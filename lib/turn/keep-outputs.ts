/** What a tool made and Claude is to decide about: kept for an hour, and told with its id. */

import { heldMadeFile } from "../files/held-made-file.ts";
import { pendingFileMs } from "../files/limits.ts";
import type { MadeRecord } from "../model/made-record.ts";
import { describeSize, utcMinute } from "../model/plain-facts.ts";
import type { OutputFile, ToolResult } from "../model/tool.ts";
import { proceed } from "./desk.ts";
import { shownAs } from "./plan-file.ts";
import type { Talk } from "./talk.ts";

export async function keepOutputs(talk: Talk, result: ToolResult): Promise<ToolResult> {
  const { outputFiles = [] } = result;
  if (outputFiles.length === 0) return result;
  const { order, desk, services } = talk;
  const kept = await Promise.all(outputFiles.map((file) => keep(talk, file)));
  await proceed(desk.keep(order.attempt, kept));
  for (const record of kept) talk.hold(heldMadeFile(record, services.clock.now()));
  return { ...result, content: [...result.content, { type: "text", text: pendingNote(kept) }] };
}

async function keep({ services, order }: Talk, file: OutputFile): Promise<MadeRecord> {
  const { fileName, mimeType, bytes, context, preview } = file;
  const bytesKey = await services.keepFile(file, order.thread);
  const madeAtMs = services.clock.now();
  return {
    id: services.newMadeId(),
    state: "pending",
    fileName,
    mimeType,
    sizeBytes: bytes.byteLength,
    bytesKey,
    as: shownAs(file),
    ...(context !== undefined && { context }),
    ...(preview !== undefined && { preview }),
    madeAtMs,
    expiresAtMs: madeAtMs + pendingFileMs,
  };
}

function pendingNote(kept: readonly MadeRecord[]): string {
  const lines = kept.map(({ id, fileName, mimeType, sizeBytes, preview, expiresAtMs }) => {
    const facts = [`${id}: ${fileName}`, mimeType, describeSize(sizeBytes)];
    const seen = preview === undefined ? "" : `; ${preview}`;
    return `${facts.join(", ")}${seen}; kept until ${utcMinute(expiresAtMs)}`;
  });
  return `Kept, not sent to the person yet. deliver_file sends a file, preview_file looks at it.\n${lines.join("\n")}`;
}

/** Brings a file from Telegram: within its limit, within its time, once more if the network failed. */
import type { FileProblem } from "../model/attachment.ts";
import { type Content, takeContent } from "./content.ts";
import { telegramFileBytes } from "./limits.ts";
import type { FilePorts } from "./ports.ts";

type Problem = { readonly kind: "problem"; readonly problem: FileProblem };

export type Downloaded = { readonly kind: "content"; readonly content: Content } | Problem;

type Failed = { readonly kind: "failed"; readonly reason: string; readonly isPassing: boolean };

export type Wanted = {
  readonly fileId: string;
  /** Where a large file goes in R2. */
  readonly key: string;
};

export const tooLarge: Problem = {
  kind: "problem",
  problem: { reason: "too_large", limitBytes: telegramFileBytes },
};

export async function download(wanted: Wanted, ports: FilePorts): Promise<Downloaded> {
  const first = await tryDownload(wanted, ports);
  if (first.kind !== "failed") return first;
  const last = first.isPassing ? await tryDownload(wanted, ports) : first;
  if (last.kind !== "failed") return last;
  ports.log.warn("file.download_failed", { reason: last.reason });
  return { kind: "problem", problem: { reason: "download_failed" } };
}

async function tryDownload(wanted: Wanted, ports: FilePorts): Promise<Downloaded | Failed> {
  const signal = AbortSignal.timeout(ports.downloadTimeoutMs);
  const opened = await ports.openFile(wanted.fileId, signal);
  if (opened.kind === "too_large") return tooLarge;
  if (opened.kind === "failed") return opened;
  const { body, sizeBytes } = opened;
  if (sizeBytes !== null && sizeBytes > telegramFileBytes) {
    await body.cancel();
    return tooLarge;
  }
  try {
    const content = await takeContent({ body, sizeBytes, key: wanted.key }, ports);
    return content === null ? tooLarge : checkedForEmptiness(content);
  } catch (thrown) {
    // An error's text may hold the address, and that the bot's token: only its kind is kept.
    const reason = thrown instanceof Error ? thrown.name : "unknown";
    return { kind: "failed", reason: `broke off: ${reason}`, isPassing: true };
  }
}

function checkedForEmptiness(content: Content): Downloaded {
  if (content.sizeBytes > 0) return { kind: "content", content };
  return { kind: "problem", problem: { reason: "empty" } };
}

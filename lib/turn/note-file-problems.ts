/** Notes what a person must be told of the files of a batch: which are late, which could not be had and why. */
import type { Journal } from "../journal/journal.ts";
import type { Attachment, FileProblem, MediaOutcome } from "../model/attachment.ts";
import type { BatchItem } from "../model/batch.ts";
import type { Inbound } from "../model/inbound.ts";
import { attachmentsOf } from "./accept-inbound.ts";

export type SealedFiles = {
  /** What travels, or ends here. */
  readonly items: readonly BatchItem[];
  /** What goes with a later batch, because these files are still on their way. */
  readonly late: readonly { readonly inbound: Inbound; readonly missing: readonly Attachment[] }[];
};

/** Inside the sealing transaction: what is said follows from what was sealed (P1). True where there is something to say. */
export function noteFileProblems(
  { notices, deadlines }: Journal,
  { items, late }: SealedFiles,
  nowMs: number,
): boolean {
  const noted = [...late.flatMap(lateFiles), ...items.flatMap(failedFiles)];
  for (const problem of noted) notices.add({ ...problem, notedAtMs: nowMs });
  if (noted.length > 0) deadlines.set("commands", nowMs);
  return noted.length > 0;
}

type Noted = {
  readonly inbound: Inbound;
  readonly attachment: Attachment;
  readonly problem: FileProblem;
};

function lateFiles({ inbound, missing }: SealedFiles["late"][number]): Noted[] {
  return missing.map((attachment) => ({ inbound, attachment, problem: { reason: "late" } }));
}

function failedFiles({ inbound, media }: BatchItem): Noted[] {
  return attachmentsOf(inbound).flatMap((attachment, slot) => {
    const problem = problemOf(media[slot]);
    return problem === null ? [] : [{ inbound, attachment, problem }];
  });
}

function problemOf(outcome: MediaOutcome | undefined): FileProblem | null {
  if (outcome?.kind === "problem") return outcome.problem.isTold ? null : outcome.problem;
  const isUnseen = outcome?.kind === "file" && outcome.file.isUnseen;
  return isUnseen ? { reason: "not_shown" } : null;
}

/** What a person is told about a file that could not be had, or comes later. */
import type { Attachment, FileProblem } from "../model/attachment.ts";
import type { Inbound } from "../model/inbound.ts";
import { type Words, wordsFor } from "./words.ts";

const bytesPerMegabyte = 1024 * 1024;

/** Names the message's own file, or else that of the message it replies to. */
export function fileSentence(inbound: Inbound, problem: FileProblem): string {
  const words = wordsFor(inbound.from.languageCode);
  const { limitBytes } = problem;
  const limit = limitBytes === undefined ? "" : sizeWords(limitBytes, words);
  return words.fileProblems[problem.reason](nameOf(fileOf(inbound), words), limit);
}

function fileOf({ content, context }: Inbound): Attachment | undefined {
  return content.kind === "file" ? content.attachment : context?.repliedTo?.attachment;
}

function nameOf(file: Attachment | undefined, words: Words): string {
  if (file?.fileName) return words.quoted(file.fileName);
  return words.fileKinds[file?.kind ?? "document"];
}

/** At most one decimal: `20 MB`, `1.5 MB`. */
function sizeWords(bytes: number, words: Words): string {
  return words.megabytes(String(Math.round((bytes / bytesPerMegabyte) * 10) / 10));
}

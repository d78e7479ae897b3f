/** What a person is told about a file that could not be had, or comes later. */
import type { Attachment, FileProblem } from "../model/attachment.ts";
import { type Words, wordsFor } from "./words.ts";

const bytesPerMegabyte = 1024 * 1024;

export function fileSentence(
  languageCode: string | undefined,
  attachment: Attachment,
  problem: FileProblem,
): string {
  const words = wordsFor(languageCode);
  const { limitBytes } = problem;
  const limit = limitBytes === undefined ? "" : sizeWords(limitBytes, words);
  return words.fileProblems[problem.reason](nameOf(attachment, words), limit);
}

function nameOf({ fileName, kind }: Attachment, words: Words): string {
  return fileName ? words.quoted(fileName) : words.fileKinds[kind];
}

/** At most one decimal: `20 MB`, `1.5 MB`. */
function sizeWords(bytes: number, words: Words): string {
  return words.megabytes(String(Math.round((bytes / bytesPerMegabyte) * 10) / 10));
}

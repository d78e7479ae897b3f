/** The files a program asks for, by their ids, under names it can open. */
import type { ToolFiles, Unread } from "../../model/known-file.ts";
import { inputBytes } from "./limits.ts";
import type { NamedBytes } from "./python-runner.ts";

export type WishedFile = { readonly file_id: string; readonly name?: string | undefined };

/** One after the other, so that never more than may be is in memory. */
export async function readInputs(
  wished: readonly WishedFile[],
  files: ToolFiles,
): Promise<readonly NamedBytes[] | { readonly problem: string }> {
  const found: NamedBytes[] = [];
  let room = inputBytes;
  for (const { file_id, name } of wished) {
    const read = await files.read(file_id, room);
    if ("reason" in read) return { problem: `${file_id}: ${words[read.reason]}` };
    room -= read.bytes.length;
    const taken = found.map((file) => file.name);
    found.push({ name: freeName(name ?? read.file.fileName, taken), bytes: read.bytes });
  }
  return found;
}

const words: Readonly<Record<Unread["reason"], string>> = {
  unknown: "there is no such file in this conversation. Take the id from the list of files.",
  expired: "it has expired. Ask the person to send it again, or make it anew.",
  too_large: `it is too large: all files together may have ${inputBytes / 1024 / 1024} MB.`,
  unavailable: "it could not be fetched just now. Try once more.",
};

/** Without folders, and no name twice. */
function freeName(wished: string, taken: readonly string[]): string {
  const name = (wished.split(/[/\\]/).at(-1) ?? "").replace(/\p{Cc}/gu, "").slice(-100);
  const usable = /^\.*$/.test(name) ? "file" : name;
  if (!taken.includes(usable)) return usable;
  return freeName(`${taken.length}-${usable}`, taken);
}

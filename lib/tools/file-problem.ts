/** Why a tool has no bytes of a file Claude named, and what Claude can do about it. */
import type { Unread } from "../model/known-file.ts";

export function fileProblem(id: string, reason: Unread["reason"]): string {
  return words[reason](id.slice(0, 100));
}

const words: Readonly<Record<Unread["reason"], (id: string) => string>> = {
  unknown: (id) =>
    `There is no file ${id} in this chat. Take an id from the list of files, exactly as it stands there.`,
  expired: (id) => `The file ${id} has expired. Ask the person to send it again, or make it anew.`,
  too_large: (id) => `The file ${id} is too large for this.`,
  unavailable: (id) =>
    `The file ${id} could not be fetched just now. Try once more; if that fails too, tell the person.`,
};

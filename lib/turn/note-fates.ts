/** What Claude is told of the files of one call: their new names, or why the person has not got them. */

import type { KnownFile } from "../model/known-file.ts";
import { utcMinute } from "../model/plain-facts.ts";
import type { ToolResult } from "../model/tool.ts";
import type { PlannedFile } from "../model/turn-state.ts";
import { deliveredFileId } from "../model/user-file.ts";
import type { Committed } from "./delivery.ts";

export type Fates = {
  readonly files: readonly PlannedFile[];
  /** Of files that were not even tried. */
  readonly problems: readonly string[];
  readonly fates: Committed;
};

export function noteFates(result: ToolResult, { files, problems, fates }: Fates): ToolResult {
  if (files.length + problems.length === 0) return result;
  const { refused } = fates;
  const failed = [
    ...problems,
    ...files.flatMap((file) => refusalNote(file, refused.get(file.key)) ?? []),
  ];
  const others = files.filter(({ key }) => !refused.has(key));
  // What the tool says of a file is no longer true where nothing of it arrived.
  const content = others.length === 0 ? [] : result.content;
  const lines = [...others.map((file) => arrivalNote(file, fates)), ...failed];
  return {
    ...result,
    isError: result.isError || failed.length > 0,
    content: [...content, { type: "text", text: lines.join("\n") }],
  };
}

function arrivalNote({ key, fileName }: PlannedFile, { arrived }: Committed): string {
  const sent = arrived.get(key);
  if (!sent) return `${fileName} is on its way to the person; nothing more is to be done for it.`;
  return `${fileName} was delivered: it is file ${deliveredFileId(sent)} from now on.`;
}

function refusalNote({ fileName, madeId }: PlannedFile, reason: string | undefined): string | null {
  if (reason === undefined) return null;
  const kept = madeId === undefined ? "" : ` It is still pending as ${madeId}.`;
  return `The person did not get the file ${fileName}: Telegram refused it (${reason}).${kept} Tell them so.`;
}

/** Why a file is not sent, and what to do instead. */
export const unwanted = {
  unknown: (id: string) =>
    `There is no pending file ${id} in this conversation. Only ids that a tool told you here can be delivered.`,
  onItsWay: (id: string) => `${id} is on its way to the person already. Do not deliver it again.`,
  over({ id, state, deliveredAs, atMs }: KnownFile): string {
    if (state === "delivered")
      return `${id} was delivered already${deliveredAs === undefined ? "" : `: it is file ${deliveredAs}`}. Do not deliver it again.`;
    const end = state === "discarded" ? "was thrown away by the person" : "has expired";
    return `${id}, made at ${utcMinute(atMs)}, ${end}. Make it again if it is still wanted.`;
  },
} as const;

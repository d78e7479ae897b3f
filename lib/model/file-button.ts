/** A button of the list of files: whose list it is, what is to be done and with which file, in Telegram's `callback_data` (1–64 bytes). */
import type { UserId } from "./ids.ts";

export type FilePress = {
  readonly ownerId: UserId;
  readonly action: "get" | "drop";
  readonly fileId: string;
};

const form = /^file:(get|drop):(\d{1,16}):(\S{1,40})$/;

export function fileData({ ownerId, action, fileId }: FilePress): string {
  return `file:${action}:${ownerId}:${fileId}`;
}

/** Null for any other button. Who presses may forge it: it opens only what is the presser's own. */
export function parseFileData(data: string): FilePress | null {
  const [, action, owner, fileId] = form.exec(data) ?? [];
  if ((action !== "get" && action !== "drop") || fileId === undefined) return null;
  return { ownerId: Number(owner) as UserId, action, fileId };
}

/** A file as its conversation knows it: what Claude is told of it, what a tool may ask for, and where its bytes are. */

import type { PlannedFile } from "./turn-state.ts";

/** What a person sent: with us, with Claude, no longer with Claude, and fetched from Telegram once more. */
export type UserFileState = "received" | "uploaded" | "expired" | "refetched";

/** What a tool made: kept, looked at by Claude, with its person, thrown away, or too old. */
export type MadeFileState = "pending" | "previewed" | "delivered" | "discarded" | "expired";

export type KnownFile = FileFacts &
  (
    | { readonly madeBy: "user"; readonly state: UserFileState }
    | { readonly madeBy: "assistant"; readonly state: MadeFileState }
  );

type FileFacts = {
  /** As Claude names it. It opens nothing by itself: whose file it is, is asked every time (design §3 P6). */
  readonly id: string;
  readonly fileName: string;
  readonly mimeType: string;
  /** Absent where Telegram did not say. */
  readonly sizeBytes?: number;
  readonly atMs: number;
  /** When it is gone, where it goes by itself. */
  readonly expiresAtMs?: number;
  /** The words that came with it, or what it was made of. */
  readonly context?: string;
  /** A line on what is in it. */
  readonly preview?: string;
  /** What it is called since it was delivered. */
  readonly deliveredAs?: string;
  /** In the Files API, for as long as it is there. */
  readonly claudeFileId?: string;
};

/** With the places of its bytes, which no tool sees; the first that still has them is asked. */
export type HeldFile = {
  readonly file: KnownFile;
  /** Of a pending file: how it goes to the person. */
  readonly as?: PlannedFile["as"];
  /** In R2. */
  readonly bytesKey?: string;
  /** Telegram gives it again at any time, up to 20 MB (field-and-platforms §4.3). */
  readonly telegramFileId?: string;
};

export type FileBytes = { readonly file: KnownFile; readonly bytes: Uint8Array };

export type Unread = {
  /** No such file of this person · gone · more than was asked for · to be had later, perhaps. */
  readonly reason: "unknown" | "expired" | "too_large" | "unavailable";
};

/** The files of one person in one chat. Whatever an id says, it finds no others. */
export interface ToolFiles {
  find(id: string): Promise<KnownFile | null>;
  /** Whole bytes, at most `maxBytes`. Never rejects for what can befall a file. */
  read(id: string, maxBytes: number): Promise<FileBytes | Unread>;
}

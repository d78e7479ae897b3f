/** A normalized user message: what the webhook makes of an update and a thread's batcher stores. */
import type { Attachment } from "./attachment.ts";
import type { MessageId, ThreadAddress, UpdateId, UserId } from "./ids.ts";
import type { Receipt } from "./receipt.ts";

export type Sender = {
  readonly id: UserId;
  readonly firstName: string;
  readonly lastName?: string;
  readonly username?: string;
  /** IETF tag as Telegram reports it, e.g. `en` or `pt-br`. */
  readonly languageCode?: string;
};

export type ChatInfo = {
  readonly type: "private" | "group" | "supergroup";
  readonly title?: string;
  readonly username?: string;
};

export type Content =
  | { readonly kind: "text"; readonly text: string }
  /** One file and the words under it. */
  | { readonly kind: "file"; readonly caption: string; readonly attachment: Attachment }
  /** Something without a file, told in words: a place, a contact, a poll, dice, a sticker's emoji. */
  | { readonly kind: "note"; readonly text: string }
  | {
      readonly kind: "command";
      readonly name: string;
      readonly args: string;
      /** Present once a command that ends things was obeyed: the most that there was to end. */
      readonly found?: Found;
    }
  /** A message answered before was edited: its new words are in the journal, a new answer is offered. */
  | { readonly kind: "edited" }
  /** A press of a button (`callback_query`); `data` is empty where it says nothing we could know. */
  | { readonly kind: "press"; readonly queryId: string; readonly data: string }
  /** Stars came or went; nobody said anything, but a word is owed (`message` of Telegram: successful_payment). */
  | { readonly kind: "receipt"; readonly receipt: Receipt }
  /** Something the bot cannot use yet; `what` is Telegram's field name, e.g. `photo`. */
  | { readonly kind: "unsupported"; readonly what: string }
  /** From somebody this bot does not serve; what they wrote is not kept. */
  | { readonly kind: "not_allowed" }
  /** Spoken in the name of a group or channel: nobody to have a conversation with; not kept either. */
  | { readonly kind: "anonymous" };

/** Messages that waited (and perhaps an answer under way too), an answer alone, or neither. */
export type Found = "waiting" | "answer" | "nothing";

/** What Claude answers; the rest is answered without it. */
export function isForClaude({ kind }: Content): boolean {
  return kind === "text" || kind === "file" || kind === "note";
}

/** What a person can change by an edit; empty where there are no words. */
export function wordsOf(content: Content): string {
  if (content.kind === "text" || content.kind === "note") return content.text;
  return content.kind === "file" ? content.caption : "";
}

/** Unique id of the message's own file; empty where it has none. */
export function fileIdOf(content: Content): string {
  return content.kind === "file" ? content.attachment.fileUniqueId : "";
}

export type ForwardOrigin = {
  readonly kind: "user" | "hidden_user" | "chat" | "channel";
  readonly name: string;
  readonly sentAtMs: number;
};

export type RepliedTo = {
  /** Absent where the message stands in another chat. */
  readonly messageId?: MessageId;
  /** Who wrote it; absent where it was the bot itself. */
  readonly sender?: string;
  /** At most 200 characters of it, or a bracketed description of what it was. */
  readonly snippet: string;
  /** Its file, which this update itself carries (design I5). */
  readonly attachment?: Attachment;
};

/** What surrounds a message: it is told to Claude, never guessed. */
export type MessageContext = {
  readonly forwardedFrom?: ForwardOrigin;
  readonly repliedTo?: RepliedTo;
  /** The part of the replied-to message the person marked. */
  readonly quote?: string;
  readonly viaBot?: string;
};

export type Inbound = {
  readonly updateId: UpdateId;
  readonly messageId: MessageId;
  readonly thread: ThreadAddress;
  readonly chat: ChatInfo;
  readonly from: Sender;
  /** Telegram's own date, whole seconds as milliseconds. */
  readonly sentAtMs: number;
  readonly content: Content;
  readonly context?: MessageContext;
  /** Messages of one album share it; nothing says which is the last. */
  readonly mediaGroupId?: string;
};

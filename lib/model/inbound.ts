/** A normalized user message: what the webhook makes of an update and a thread's batcher stores. */
import type { MessageId, ThreadAddress, UpdateId, UserId } from "./ids.ts";

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
  | { readonly kind: "command"; readonly name: string; readonly args: string }
  /** Something the bot cannot use yet; `what` is Telegram's field name, e.g. `photo`. */
  | { readonly kind: "unsupported"; readonly what: string }
  /** From somebody this bot does not serve; what they wrote is not kept. */
  | { readonly kind: "not_allowed" };

export type Inbound = {
  readonly updateId: UpdateId;
  readonly messageId: MessageId;
  readonly thread: ThreadAddress;
  readonly chat: ChatInfo;
  readonly from: Sender;
  /** Telegram's own date, whole seconds as milliseconds. */
  readonly sentAtMs: number;
  readonly content: Content;
};

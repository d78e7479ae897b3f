/**
 * The emulator's other side: what the people in its chats do, and what it saw the bot do.
 *
 * JSON over HTTP under `/sim`, always with the header `x-sim-key: <controlKey>` (the page gets it
 * from a cookie set by `GET /?key=…`). A refused request is `400 {"error": "…"}`.
 *
 *   GET  /sim/state                  → Snapshot
 *   GET  /sim/events                 → server-sent events, `data:` is a ChatEvent; the first is `snapshot`
 *   POST /sim/messages   SendMessage → { messages: Message[] }   (an album gives several)
 *   POST /sim/edits      EditMessage → { message: Message }
 *   POST /sim/deletions  { chatId, messageId, userId } → {}
 *   POST /sim/forwards   { fromChatId, messageIds, toChatId, userId, topicId? } → { messages: Message[] }
 *   POST /sim/callbacks  { chatId, messageId, userId, data } → { answer: CallbackAnswer | null }
 *   POST /sim/stops      { chatId, draftId, userId, topicId? } → {}      (native Stop button of a draft)
 *   POST /sim/payments   { chatId, messageId, userId } → PaymentOutcome   (pays an invoice with Stars)
 *   POST /sim/payments/unheard { userId, amount, payload } → { chargeId }  (paid; the bot hears nothing of it)
 *   POST /sim/migrations { chatId } → { chat: SimChat }          (a group becomes a supergroup with a new id)
 *   POST /sim/chats      CreateChat  → { chat: SimChat }
 *   POST /sim/topics     { chatId, name } → { topic: SimTopic }
 *   POST /sim/topics/delete { chatId, topicId } → {}
 *   POST /sim/blocks     { userId, blocked } → {}                (user blocks or unblocks the bot)
 *   POST /sim/kicks      { chatId, kicked } → {}                 (a group throws the bot out or takes it back)
 *   POST /sim/updates    { update, times?, concurrent? } → { statuses: number[] }  (raw update, past the queue)
 *   POST /sim/faults     Fault → { id }        DELETE /sim/faults → {}
 *   GET  /sim/calls?after=N          → { calls: RecordedCall[] }  (Bot API requests, in order)
 *   GET  /sim/deliveries?after=N     → { deliveries: RecordedDelivery[] } (webhook attempts)
 *   GET  /sim/files/:fileId          → bytes
 */
import type { Message, Update } from "grammy/types";

/**
 * A message as the pages get it: Telegram's own object, and for a rich message the markdown (or html,
 * or text of the blocks) it was written as, because `rich_message` itself holds only parsed blocks.
 */
export type SimMessage = Message & {
  readonly richMarkdown?: string;
  /** Only in the news of it: the page opens a reply, as Telegram's clients do for ForceReply. */
  readonly forceReply?: { readonly placeholder?: string };
};

export type SimUser = {
  readonly id: number;
  readonly firstName: string;
  readonly lastName?: string;
  readonly username?: string;
  readonly languageCode: string;
};

export type SimTopic = { readonly id: number; readonly name: string };

export type SimChat = {
  readonly id: number;
  readonly type: "private" | "group" | "supergroup";
  readonly title: string;
  /** Who can speak here; in a private chat exactly one. */
  readonly memberIds: readonly number[];
  readonly isForum: boolean;
  readonly topics: readonly SimTopic[];
};

export type Draft = {
  readonly chatId: number;
  readonly topicId: number;
  readonly draftId: number;
  readonly canStop: boolean;
  /** What the draft shows now: rich markdown, or text with entities. */
  readonly richMarkdown?: string;
  readonly text?: string;
  readonly entities?: Message["entities"];
  readonly expiresAtMs: number;
};

export type Snapshot = {
  readonly bot: { readonly id: number; readonly username: string; readonly firstName: string };
  readonly users: readonly SimUser[];
  readonly chats: readonly SimChat[];
  readonly messages: readonly SimMessage[];
  readonly drafts: readonly Draft[];
  /** The bot's command menu, as set with setMyCommands. */
  readonly commands: readonly { readonly command: string; readonly description: string }[];
};

export type ChatEvent =
  | { readonly type: "snapshot"; readonly snapshot: Snapshot }
  | { readonly type: "message"; readonly message: SimMessage }
  | { readonly type: "edit"; readonly message: SimMessage }
  | { readonly type: "delete"; readonly chatId: number; readonly messageId: number }
  | { readonly type: "draft"; readonly draft: Draft }
  | {
      readonly type: "draft_gone";
      readonly chatId: number;
      readonly topicId: number;
      readonly draftId: number;
    }
  | {
      readonly type: "action";
      readonly chatId: number;
      readonly topicId: number;
      readonly action: string;
    }
  | {
      readonly type: "reaction";
      readonly chatId: number;
      readonly messageId: number;
      readonly emoji: string | null;
    }
  | { readonly type: "callback_answer"; readonly userId: number; readonly answer: CallbackAnswer }
  | { readonly type: "chat"; readonly chat: SimChat }
  | { readonly type: "commands"; readonly commands: Snapshot["commands"] };

export type CallbackAnswer = {
  readonly text?: string;
  readonly showAlert: boolean;
  readonly url?: string;
};

export type PaymentOutcome =
  | { readonly paid: true; readonly chargeId: string }
  /** The bot's own words, or that it kept silent. */
  | { readonly paid: false; readonly error: string };

export type UploadedFile = {
  readonly name: string;
  readonly mimeType: string;
  readonly base64: string;
  readonly as:
    | "photo"
    | "document"
    | "voice"
    | "video_note"
    | "audio"
    | "video"
    | "animation"
    | "sticker";
  readonly durationSeconds?: number;
};

export type SendMessage = {
  readonly chatId: number;
  readonly userId: number;
  readonly topicId?: number;
  /** Text, or the caption of the first file. Commands and mentions become entities as in a client. */
  readonly text?: string;
  readonly replyToMessageId?: number;
  /** Two or more photos, videos or documents travel as an album. */
  readonly files?: readonly UploadedFile[];
};

export type EditMessage = {
  readonly chatId: number;
  readonly messageId: number;
  readonly userId: number;
  readonly text: string;
};

export type CreateChat = {
  readonly type: SimChat["type"];
  readonly title: string;
  readonly isForum?: boolean;
  readonly members: readonly SimUser[];
};

/** Applies to the next `times` calls of `method` (default 1) in `chatId` or about `fileId` (default any). */
export type Fault = {
  readonly method: string;
  readonly chatId?: number;
  readonly fileId?: string;
  readonly times?: number;
  readonly skip?: number;
} & (
  | {
      readonly kind: "error";
      readonly code: number;
      readonly description: string;
      readonly retryAfterSeconds?: number;
    }
  /** The call is applied, the answer is never sent: the connection is reset. */
  | { readonly kind: "lost_answer" }
  /** The connection is reset before the call is applied. */
  | { readonly kind: "lost_call" }
  | { readonly kind: "delay"; readonly delayMs: number }
);

export type RecordedCall = {
  readonly index: number;
  readonly atMs: number;
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly ok: boolean;
  readonly errorCode?: number;
  readonly description?: string;
};

export type RecordedDelivery = {
  readonly index: number;
  readonly sentAtMs: number;
  readonly answeredAtMs: number;
  readonly update: Update;
  /** HTTP status, or 0 where nobody answered. */
  readonly status: number;
};

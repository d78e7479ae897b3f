/** The small world the bot lives in: who is there, what was said, which files exist. */
import type { BotCommand } from "grammy/types";
import type { CallbackAnswer, SimChat, SimUser, Snapshot } from "../control.ts";
import { AnswerDesk } from "./answer-desk.ts";
import { DraftBoard } from "./draft-board.ts";
import { EventHub } from "./event-hub.ts";
import { FileStore } from "./file-store.ts";
import { MessageStore } from "./message-store.ts";
import { StarLedger } from "./star-ledger.ts";

export type BotIdentity = {
  readonly id: number;
  readonly username: string;
  readonly firstName: string;
};

/** Null error for yes. */
export type CheckoutAnswer = { readonly error: string | null };

/** About as long as clients show a spinner; Telegram publishes no figure. */
const CALLBACK_WINDOW_MS = 15_000;
/** answerPreCheckoutQuery must come within 10 seconds [its doc]. */
const CHECKOUT_WINDOW_MS = 10_000;

export class World {
  readonly bot: BotIdentity;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly events = new EventHub();
  readonly users = new Map<number, SimUser>();
  readonly chats = new Map<number, SimChat>();
  readonly messages = new MessageStore();
  /** What rich messages were written as, by `chat:message`; Telegram itself keeps only the blocks. */
  readonly richSources = new Map<string, string>();
  readonly drafts = new DraftBoard(this.events);
  readonly files: FileStore;
  readonly stars = new StarLedger();
  readonly callbacks: AnswerDesk<CallbackAnswer>;
  readonly checkouts: AnswerDesk<CheckoutAnswer>;
  readonly blockedBy = new Set<number>();
  readonly kickedFrom = new Set<number>();
  /** Basic groups that became supergroups: old chat id → new chat id. */
  readonly migratedTo = new Map<number, number>();
  /** Texts of the bot's profile by `field:language`. */
  readonly profile = new Map<string, string>();
  /** Bot commands by scope and language, as `JSON(scope):language`. */
  readonly commands = new Map<string, readonly BotCommand[]>();

  constructor(bot: BotIdentity, now: () => number, filesDir?: string) {
    this.bot = bot;
    this.now = now;
    this.files = new FileStore(filesDir);
    this.callbacks = new AnswerDesk({ now, windowMs: CALLBACK_WINDOW_MS });
    this.checkouts = new AnswerDesk({ now, windowMs: CHECKOUT_WINDOW_MS });
  }

  putChat(chat: SimChat): void {
    this.chats.set(chat.id, chat);
    this.events.emit({ type: "chat", chat });
  }

  defaultCommands(): Snapshot["commands"] {
    return this.commands.get(DEFAULT_COMMANDS) ?? [];
  }
}

export const DEFAULT_COMMANDS = '{"type":"default"}:';

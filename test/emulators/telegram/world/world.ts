/** The small world the bot lives in: who is there, what was said, which files exist. */
import type { BotCommand } from "grammy/types";
import type { SimChat, SimUser, Snapshot } from "../control.ts";
import { CallbackDesk } from "./callback-desk.ts";
import { DraftBoard } from "./draft-board.ts";
import { EventHub } from "./event-hub.ts";
import { FileStore } from "./file-store.ts";
import { MessageStore } from "./message-store.ts";

export type BotIdentity = {
  readonly id: number;
  readonly username: string;
  readonly firstName: string;
};

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
  readonly callbacks: CallbackDesk;
  readonly blockedBy = new Set<number>();
  readonly kickedFrom = new Set<number>();
  /** Bot commands by scope and language, as `JSON(scope):language`. */
  readonly commands = new Map<string, readonly BotCommand[]>();

  constructor(bot: BotIdentity, now: () => number, filesDir?: string) {
    this.bot = bot;
    this.now = now;
    this.files = new FileStore(filesDir);
    this.callbacks = new CallbackDesk(now);
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

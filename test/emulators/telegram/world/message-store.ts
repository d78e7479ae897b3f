/** Every message of every chat, and the counters their ids come from. */
import type { Message } from "grammy/types";
import type { SimChat } from "../control.ts";

const ACCOUNT_COUNTER = 0;

export type StoredMessages = {
  readonly messages: readonly Message[];
  readonly counters: readonly (readonly [number, number])[];
};

export class MessageStore {
  readonly #byKey = new Map<string, Message>();
  readonly #counters = new Map<number, number>();

  /** Supergroups count for themselves; private chats and basic groups share the account's counter. */
  nextId(chat: SimChat): number {
    const counter = chat.type === "supergroup" ? chat.id : ACCOUNT_COUNTER;
    const id = (this.#counters.get(counter) ?? 0) + 1;
    this.#counters.set(counter, id);
    return id;
  }

  put(message: Message): void {
    this.#byKey.set(keyOf(message.chat.id, message.message_id), message);
  }

  get(chatId: number, messageId: number): Message | undefined {
    return this.#byKey.get(keyOf(chatId, messageId));
  }

  /** False where there was nothing to delete. */
  delete(chatId: number, messageId: number): boolean {
    return this.#byKey.delete(keyOf(chatId, messageId));
  }

  all(): Message[] {
    return [...this.#byKey.values()];
  }

  save(): StoredMessages {
    return { messages: this.all(), counters: [...this.#counters] };
  }

  load(stored: StoredMessages): void {
    for (const message of stored.messages) this.put(message);
    for (const [counter, id] of stored.counters) this.#counters.set(counter, id);
  }
}

function keyOf(chatId: number, messageId: number): string {
  return `${chatId}:${messageId}`;
}

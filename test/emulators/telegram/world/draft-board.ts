/**
 * The drafts people see while the bot writes.
 *
 * A chat or topic shows one draft at a time. It goes after 30 s without a change, as soon as the bot
 * sends a real message there, or when its Stop button is pressed (field-and-platforms §4.1). A
 * stopped draft never comes back: later calls with its id are accepted and not shown.
 */
import type { Draft } from "../control.ts";
import type { EventHub } from "./event-hub.ts";

export const DRAFT_LIFE_MS = 30_000;

type Shown = {
  readonly draft: Draft;
  readonly keepOnStop: boolean;
  readonly timer: NodeJS.Timeout;
};

export class DraftBoard {
  readonly #shown = new Map<string, Shown>();
  readonly #stopped = new Set<string>();
  readonly #events: EventHub;

  constructor(events: EventHub) {
    this.#events = events;
  }

  show(draft: Draft, keepOnStop: boolean): void {
    if (this.#stopped.has(draftKey(draft))) return;
    const place = placeKey(draft);
    const previous = this.#shown.get(place);
    if (previous !== undefined && previous.draft.draftId !== draft.draftId) this.#remove(place);
    clearTimeout(previous?.timer);
    const timer = setTimeout(() => this.#remove(place), DRAFT_LIFE_MS).unref();
    this.#shown.set(place, { draft, keepOnStop, timer });
    this.#events.emit({ type: "draft", draft });
  }

  /** The bot sent a real message here. */
  clear(chatId: number, topicId: number): void {
    this.#remove(placeKey({ chatId, topicId }));
  }

  /** Presses the Stop button; the reason where there is none to press, else null. */
  stop(chatId: number, topicId: number, draftId: number): string | null {
    const shown = this.#shown.get(placeKey({ chatId, topicId }));
    if (shown === undefined || shown.draft.draftId !== draftId) return "no such draft is shown";
    if (!shown.draft.canStop) return "this draft has no Stop button";
    this.#stopped.add(draftKey(shown.draft));
    if (shown.keepOnStop) this.#disarm(shown);
    else this.#remove(placeKey(shown.draft));
    return null;
  }

  all(): Draft[] {
    return [...this.#shown.values()].map((shown) => shown.draft);
  }

  close(): void {
    for (const shown of this.#shown.values()) clearTimeout(shown.timer);
    this.#shown.clear();
  }

  #disarm(shown: Shown): void {
    const draft = { ...shown.draft, canStop: false };
    this.#shown.set(placeKey(draft), { ...shown, draft });
    this.#events.emit({ type: "draft", draft });
  }

  #remove(place: string): void {
    const shown = this.#shown.get(place);
    if (shown === undefined) return;
    clearTimeout(shown.timer);
    this.#shown.delete(place);
    const { chatId, topicId, draftId } = shown.draft;
    this.#events.emit({ type: "draft_gone", chatId, topicId, draftId });
  }
}

function placeKey(place: { readonly chatId: number; readonly topicId: number }): string {
  return `${place.chatId}:${place.topicId}`;
}

function draftKey(draft: Draft): string {
  return `${placeKey(draft)}:${draft.draftId}`;
}

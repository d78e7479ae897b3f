/** Collects text and entities while a notation is parsed. */
import type { MessageEntity } from "grammy/types";
import { badRequest } from "../api-error.ts";

export type FormattedText = {
  readonly text: string;
  readonly entities: readonly MessageEntity[];
};

export class TextBuilder {
  #text = "";
  readonly #entities: MessageEntity[] = [];

  get length(): number {
    return this.#text.length;
  }

  append(text: string): void {
    this.#text += text;
  }

  /** The text from `start` (UTF-16 units) to here. */
  since(start: number): string {
    return this.#text.slice(start);
  }

  /** Marks everything from `start` to here; an empty entity is dropped, as the server does. */
  mark(start: number, fields: EntityFields): void {
    const length = this.#text.length - start;
    if (length > 0) this.#entities.push({ ...fields, offset: start, length } as MessageEntity);
  }

  build(): FormattedText {
    const entities = this.#entities.toSorted((a, b) => a.offset - b.offset || b.length - a.length);
    return { text: this.#text, entities };
  }
}

/** An entity without its place. */
export type EntityFields = { readonly type: MessageEntity["type"] } & Readonly<
  Record<string, unknown>
>;

/** Errors name positions in bytes of the UTF-8 source. */
export function byteOffset(source: string, index: number): number {
  return Buffer.byteLength(source.slice(0, index));
}

export function parseError(reason: string): Error {
  return badRequest(`can't parse entities: ${reason}`);
}

/** The entity a link makes: a mention where it points to a user. */
export function linkFields(url: string): EntityFields {
  const userId = /^tg:\/\/user\?id=(\d+)$/.exec(url)?.[1];
  if (userId === undefined) return { type: "text_link", url };
  const user = { id: Number(userId), is_bot: false, first_name: `User ${userId}` };
  return { type: "text_mention", user };
}

/** Whether the server keeps a link to this address; it drops the others and keeps their text. */
export function isLinkable(url: string): boolean {
  return (
    /^(https?|tg|tonsite):\/\/\S+$/i.test(url) ||
    /^(mailto|tel):\S+$/i.test(url) ||
    /^[\w-]+(\.[\w-]+)+(\/\S*)?$/.test(url)
  );
}

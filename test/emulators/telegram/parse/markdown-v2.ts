/** MarkdownV2, with the server's errors [core.telegram.org/bots/api#markdownv2-style; TDLib]. */
import {
  byteOffset,
  type EntityFields,
  type FormattedText,
  isLinkable,
  linkFields,
  parseError,
  TextBuilder,
} from "./text-builder.ts";

/** `name` is how the server calls the entity in its error. */
type Style = { readonly mark: string; readonly name: string; readonly fields: EntityFields };

const STYLES: readonly Style[] = [
  { mark: "__", name: "Underline", fields: { type: "underline" } },
  { mark: "||", name: "Spoiler", fields: { type: "spoiler" } },
  { mark: "_", name: "Italic", fields: { type: "italic" } },
  { mark: "*", name: "Bold", fields: { type: "bold" } },
  { mark: "~", name: "Strikethrough", fields: { type: "strikethrough" } },
];
const RESERVED = "_*[]()~`>#+-=|{}.!";

type Open = { readonly style: Style | null; readonly at: number; readonly start: number };

export function parseMarkdownV2(source: string): FormattedText {
  return new Parser(source).parse();
}

class Parser {
  readonly #source: string;
  readonly #out = new TextBuilder();
  readonly #open: Open[] = [];
  #at = 0;
  #quoteStart: number | null = null;

  constructor(source: string) {
    this.#source = source;
  }

  parse(): FormattedText {
    while (this.#at < this.#source.length) this.#step();
    this.#endQuote("blockquote");
    const unclosed = this.#open.at(-1);
    if (unclosed !== undefined) throw this.#noEnd(unclosed.style?.name ?? "TextUrl", unclosed.at);
    return this.#out.build();
  }

  #step(): void {
    if (this.#takeEscape() || this.#takeQuoteMark() || this.#takeCode()) return;
    if (this.#takeLinkEnd() || this.#takeLinkStart() || this.#takeStyle()) return;
    const char = this.#source.charAt(this.#at);
    if (RESERVED.includes(char)) throw this.#reserved(char);
    if (char === "\n" && this.#source.charAt(this.#at + 1) !== ">") this.#endQuote("blockquote");
    this.#out.append(char);
    this.#at += 1;
  }

  #takeEscape(): boolean {
    const next = this.#source.charCodeAt(this.#at + 1);
    if (this.#source.charAt(this.#at) !== "\\" || !(next >= 1 && next <= 126)) return false;
    this.#out.append(this.#source.charAt(this.#at + 1));
    this.#at += 2;
    return true;
  }

  #takeQuoteMark(): boolean {
    const isLineStart = this.#at === 0 || this.#source.charAt(this.#at - 1) === "\n";
    if (!isLineStart) return this.#takeExpandableEnd();
    const mark = ["**>", ">"].find((candidate) => this.#source.startsWith(candidate, this.#at));
    if (mark === undefined) return false;
    if (mark === "**>") this.#endQuote("blockquote");
    this.#quoteStart ??= this.#out.length;
    this.#at += mark.length;
    return true;
  }

  /** `||` at the end of a quote's line makes the quote expandable. */
  #takeExpandableEnd(): boolean {
    const isOpen = this.#open.some((open) => open.style?.mark === "||");
    if (this.#quoteStart === null || isOpen || !/^\|\|(?:\n|$)/.test(this.#source.slice(this.#at)))
      return false;
    this.#at += 2;
    this.#endQuote("expandable_blockquote");
    return true;
  }

  #endQuote(type: "blockquote" | "expandable_blockquote"): void {
    if (this.#quoteStart !== null) this.#out.mark(this.#quoteStart, { type });
    this.#quoteStart = null;
  }

  #takeCode(): boolean {
    if (this.#source.charAt(this.#at) !== "`") return false;
    const fence = this.#source.startsWith("```", this.#at) ? "```" : "`";
    const opened = this.#at;
    this.#at += fence.length;
    const language = fence === "```" ? /^([^\s`]*)\n/.exec(this.#source.slice(this.#at)) : null;
    this.#at += language?.[0].length ?? 0;
    const start = this.#out.length;
    while (!this.#source.startsWith(fence, this.#at)) {
      if (this.#at >= this.#source.length)
        throw this.#noEnd(codeName(fence, language?.[1]), opened);
      if (this.#takeEscape()) continue;
      if (this.#source.charAt(this.#at) === "`") throw this.#reserved("`");
      this.#out.append(this.#source.charAt(this.#at));
      this.#at += 1;
    }
    this.#at += fence.length;
    this.#out.mark(start, codeFields(fence, language?.[1]));
    return true;
  }

  #takeLinkStart(): boolean {
    const isImage = this.#source.startsWith("![", this.#at);
    if (!isImage && this.#source.charAt(this.#at) !== "[") return false;
    this.#open.push({ style: null, at: this.#at, start: this.#out.length });
    this.#at += isImage ? 2 : 1;
    return true;
  }

  #takeLinkEnd(): boolean {
    if (this.#source.charAt(this.#at) !== "]") return false;
    const open = this.#open.at(-1);
    if (open === undefined || open.style !== null) return false;
    this.#open.pop();
    const isImage = this.#source.charAt(open.at) === "!";
    this.#at += 1;
    const url = this.#takeUrl(open, isImage);
    if (isImage) this.#out.mark(open.start, this.#emojiFields(url, open.at));
    else if (isLinkable(url)) this.#out.mark(open.start, linkFields(url));
    return true;
  }

  /** A link without an address uses its own text as one. */
  #takeUrl(open: Open, isImage: boolean): string {
    if (this.#source.charAt(this.#at) !== "(") {
      if (isImage)
        throw parseError(
          `Custom emoji entity must contain a tg://emoji URL at byte offset ${this.#byte(this.#at)}`,
        );
      return this.#out.since(open.start);
    }
    const opened = this.#at;
    let url = "";
    for (this.#at += 1; this.#at < this.#source.length; this.#at += 1) {
      const char = this.#source.charAt(this.#at);
      if (char === ")") {
        this.#at += 1;
        return url;
      }
      if (char === "\\") this.#at += 1;
      url += this.#source.charAt(this.#at);
    }
    throw parseError(`Can't find end of a URL at byte offset ${this.#byte(opened)}`);
  }

  #emojiFields(url: string, at: number): EntityFields {
    const id = /^tg:\/\/emoji\?id=(\d+)$/.exec(url)?.[1];
    if (id !== undefined) return { type: "custom_emoji", custom_emoji_id: id };
    const time = /^tg:\/\/time\?unix=(\d+)(?:&format=([rwdDtT]*))?$/.exec(url);
    if (time !== null)
      return { type: "date_time", unix_time: Number(time[1]), date_time_format: time[2] ?? "" };
    throw parseError(`Custom emoji URL must have scheme tg at byte offset ${this.#byte(at)}`);
  }

  #takeStyle(): boolean {
    const style = STYLES.find(({ mark }) => this.#source.startsWith(mark, this.#at));
    if (style === undefined) return false;
    const last = this.#open.at(-1);
    const closes = this.#closing(style, last);
    this.#at += closes?.mark.length ?? style.mark.length;
    if (closes === null || last === undefined) {
      this.#open.push({ style, at: this.#at - style.mark.length, start: this.#out.length });
      return true;
    }
    this.#open.pop();
    this.#out.mark(last.start, closes.fields);
    return true;
  }

  /** The style this mark closes; `___` after an open italic closes the italic first. */
  #closing(style: Style, last: Open | undefined): Style | null {
    if (last?.style?.mark === style.mark) return last.style;
    const isTripled = style.mark === "__" && last?.style?.mark === "_";
    return isTripled && this.#source.startsWith("___", this.#at) ? last.style : null;
  }

  #byte(index: number): number {
    return byteOffset(this.#source, index);
  }

  #noEnd(name: string, at: number): Error {
    return parseError(`Can't find end of ${name} entity at byte offset ${this.#byte(at)}`);
  }

  #reserved(char: string): Error {
    return parseError(
      `Character '${char}' is reserved and must be escaped with the preceding '\\'`,
    );
  }
}

function codeName(fence: string, language: string | undefined): string {
  if (fence === "`") return "Code";
  return language ? "PreCode" : "Pre";
}

function codeFields(fence: string, language: string | undefined): EntityFields {
  if (fence === "`") return { type: "code" };
  return language ? { type: "pre", language } : { type: "pre" };
}

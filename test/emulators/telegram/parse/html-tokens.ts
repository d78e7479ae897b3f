/** Cuts HTML as Telegram reads it into tags and text; knows nothing of which tags are allowed. */
import { decodeEntities } from "./html-entities.ts";

export type HtmlToken =
  | { readonly type: "text"; readonly text: string; readonly at: number }
  | {
      readonly type: "open";
      readonly tag: string;
      readonly attributes: ReadonlyMap<string, string>;
      readonly isSelfClosed: boolean;
      readonly at: number;
    }
  | { readonly type: "close"; readonly tag: string; readonly at: number };

/** `at` is an index into the source, in UTF-16 units. */
export class HtmlSyntaxError extends Error {
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

const OPEN_TAG = /<([a-zA-Z][\w-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/y;
const CLOSE_TAG = /<\/\s*([a-zA-Z][\w-]*)?\s*>/y;
const ATTRIBUTE = /([\w:-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g;

export function htmlTokens(source: string): HtmlToken[] {
  const tokens: HtmlToken[] = [];
  let at = 0;
  while (at < source.length) {
    const next = source.indexOf("<", at);
    const end = next < 0 ? source.length : next;
    if (end > at) tokens.push({ type: "text", text: decodeEntities(source.slice(at, end)), at });
    if (next < 0) break;
    const { token, length } = tagAt(source, next);
    tokens.push(token);
    at = next + length;
  }
  return tokens;
}

function tagAt(source: string, at: number): { token: HtmlToken; length: number } {
  if (source.startsWith("</", at)) return closeTagAt(source, at);
  OPEN_TAG.lastIndex = at;
  const open = OPEN_TAG.exec(source);
  if (open === null) throw new HtmlSyntaxError(startProblem(source, at), at);
  const [whole, tag = "", rest = ""] = open;
  const isSelfClosed = rest.trimEnd().endsWith("/");
  const attributes = readAttributes(rest);
  return {
    token: { type: "open", tag: tag.toLowerCase(), attributes, isSelfClosed, at },
    length: whole.length,
  };
}

function closeTagAt(source: string, at: number): { token: HtmlToken; length: number } {
  CLOSE_TAG.lastIndex = at;
  const close = CLOSE_TAG.exec(source);
  if (close === null) throw new HtmlSyntaxError("Unclosed end tag", at);
  return {
    token: { type: "close", tag: (close[1] ?? "").toLowerCase(), at },
    length: close[0].length,
  };
}

function startProblem(source: string, at: number): string {
  const name = /^<([a-zA-Z][\w-]*)/.exec(source.slice(at))?.[1];
  if (name !== undefined || !source.slice(at).includes(">")) return "Unclosed start tag";
  const shown = /^<([^\s>]*)/.exec(source.slice(at))?.[1] ?? "";
  return `Unsupported start tag "${shown}"`;
}

function readAttributes(text: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = "", double, single, bare] of text.matchAll(ATTRIBUTE)) {
    attributes.set(name.toLowerCase(), decodeEntities(double ?? single ?? bare ?? ""));
  }
  return attributes;
}

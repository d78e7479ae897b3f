/** The legacy Markdown mode: no nesting, four marks [core.telegram.org/bots/api#markdown-style]. */
import {
  byteOffset,
  type FormattedText,
  isLinkable,
  linkFields,
  parseError,
  TextBuilder,
} from "./text-builder.ts";

const FIELDS = {
  "*": { type: "bold" },
  _: { type: "italic" },
  "`": { type: "code" },
  "```": { type: "pre" },
} as const;

export function parseMarkdownV1(source: string): FormattedText {
  const out = new TextBuilder();
  let at = 0;
  while (at < source.length) {
    const char = source.charAt(at);
    if (char === "\\" && "_*`[".includes(source.charAt(at + 1) || " ")) {
      out.append(source.charAt(at + 1));
      at += 2;
    } else if ("_*`[".includes(char)) {
      at = takeEntity(source, at, out);
    } else {
      out.append(char);
      at += 1;
    }
  }
  return out.build();
}

/** The position after the entity that begins at `at`. */
function takeEntity(source: string, at: number, out: TextBuilder): number {
  if (source.charAt(at) === "[") return takeLink(source, at, out);
  const mark = source.startsWith("```", at) ? "```" : source.charAt(at);
  const end = source.indexOf(mark, at + mark.length);
  if (end < 0) throw noEnd(source, at);
  const start = out.length;
  out.append(source.slice(at + mark.length, end).replace(mark === "```" ? /^\w*\n/ : "", ""));
  out.mark(start, FIELDS[mark as keyof typeof FIELDS]);
  return end + mark.length;
}

function takeLink(source: string, at: number, out: TextBuilder): number {
  const link = /^\[([^\]]*)\](?:\(([^)]*)\))?/.exec(source.slice(at));
  if (link === null) throw noEnd(source, at);
  const [whole, text = "", url = ""] = link;
  const start = out.length;
  out.append(text);
  if (isLinkable(url)) out.mark(start, linkFields(url));
  return at + whole.length;
}

function noEnd(source: string, at: number): Error {
  const place = byteOffset(source, at);
  return parseError(`Can't find end of the entity starting at byte offset ${place}`);
}

/** The HTML parse mode, with the server's errors [core.telegram.org/bots/api#html-style; TDLib]. */
import { HtmlSyntaxError, type HtmlToken, htmlTokens } from "./html-tokens.ts";
import {
  byteOffset,
  type EntityFields,
  type FormattedText,
  isLinkable,
  linkFields,
  parseError,
  TextBuilder,
} from "./text-builder.ts";

type OpenToken = Extract<HtmlToken, { type: "open" }>;
type Open = { readonly token: OpenToken; readonly start: number };

const SIMPLE: Readonly<Record<string, EntityFields>> = {
  b: { type: "bold" },
  strong: { type: "bold" },
  i: { type: "italic" },
  em: { type: "italic" },
  u: { type: "underline" },
  ins: { type: "underline" },
  s: { type: "strikethrough" },
  strike: { type: "strikethrough" },
  del: { type: "strikethrough" },
  "tg-spoiler": { type: "spoiler" },
  code: { type: "code" },
  pre: { type: "pre" },
};
const SPECIAL: ReadonlySet<string> = new Set(["a", "span", "tg-emoji", "tg-time", "blockquote"]);

export function parseHtml(source: string): FormattedText {
  const out = new TextBuilder();
  const open: Open[] = [];
  for (const token of tokensOf(source)) {
    if (token.type === "text") out.append(token.text);
    else if (token.type === "open") open.push(checkOpen(source, token, out.length));
    else closeTag({ source, token, open, out });
  }
  const unclosed = open.at(-1);
  if (unclosed === undefined) return out.build();
  throw parseError(`Can't find end tag corresponding to start tag "${unclosed.token.tag}"`);
}

function tokensOf(source: string): HtmlToken[] {
  try {
    return htmlTokens(source);
  } catch (error) {
    if (!(error instanceof HtmlSyntaxError)) throw error;
    throw parseError(`${error.message} at byte offset ${byteOffset(source, error.at)}`);
  }
}

function checkOpen(source: string, token: OpenToken, start: number): Open {
  const place = `at byte offset ${byteOffset(source, token.at)}`;
  const { tag } = token;
  if (SIMPLE[tag] === undefined && !SPECIAL.has(tag)) {
    throw parseError(`Unsupported start tag "${tag}" ${place}`);
  }
  if (tag === "span" && token.attributes.get("class") !== "tg-spoiler") {
    throw parseError(`Tag "span" must have class "tg-spoiler" ${place}`);
  }
  return { token, start };
}

type Closing = {
  readonly source: string;
  readonly token: Extract<HtmlToken, { type: "close" }>;
  readonly open: Open[];
  readonly out: TextBuilder;
};

function closeTag({ source, token, open, out }: Closing): void {
  const place = `at byte offset ${byteOffset(source, token.at)}`;
  const last = open.pop();
  if (last === undefined) throw parseError(`Unexpected end tag ${place}`);
  const expected = last.token.tag;
  if (token.tag !== "" && token.tag !== expected) {
    throw parseError(
      `Unmatched end tag ${place}, expected "</${expected}>", found "</${token.tag}>"`,
    );
  }
  const isInPre = expected === "code" && open.at(-1)?.token.tag === "pre";
  const fields = isInPre ? null : fieldsOf(last, out);
  if (fields !== null)
    out.mark(last.start, expected === "pre" ? withLanguage(fields, source, last) : fields);
}

function fieldsOf({ token, start }: Open, out: TextBuilder): EntityFields | null {
  const attribute = (name: string): string => token.attributes.get(name) ?? "";
  switch (token.tag) {
    case "a": {
      const url = attribute("href") || out.since(start);
      return isLinkable(url) ? linkFields(url) : null;
    }
    case "span":
      return { type: "spoiler" };
    case "tg-emoji":
      return { type: "custom_emoji", custom_emoji_id: attribute("emoji-id") };
    case "tg-time":
      return {
        type: "date_time",
        unix_time: Number(attribute("unix")),
        date_time_format: attribute("format"),
      };
    case "blockquote":
      return { type: token.attributes.has("expandable") ? "expandable_blockquote" : "blockquote" };
    default:
      return SIMPLE[token.tag] ?? null;
  }
}

/** `<pre><code class="language-x">` names the language of a block. */
function withLanguage(fields: EntityFields, source: string, { token }: Open): EntityFields {
  const code = /^<pre[^>]*><code\s+class="language-([^"]+)">/i.exec(source.slice(token.at));
  return code?.[1] === undefined ? fields : { ...fields, language: code[1] };
}

/** The inline syntax rich markdown adds to GitHub's: marks, spoilers, math, footnote references, a few tags. */
import type { MarkdownIt, StateInline } from "markdown-it";

/** Tag in the source → rich text type (the Bot API's "Rich HTML style"). */
const tagTypes: Readonly<Record<string, string>> = {
  b: "bold",
  strong: "bold",
  i: "italic",
  em: "italic",
  u: "underline",
  ins: "underline",
  s: "strikethrough",
  strike: "strikethrough",
  del: "strikethrough",
  mark: "marked",
  sub: "subscript",
  sup: "superscript",
  code: "code",
  "tg-spoiler": "spoiler",
};

type Span = {
  readonly type: string;
  readonly contentLength: number;
  readonly fence: Fence;
};
type Fence = { readonly open: string; readonly close: string };

/** Emits `type_open … type_close` around the content, which is parsed as markdown again. */
const pushSpan = (state: StateInline, { type, contentLength, fence }: Span): void => {
  const end = state.posMax;
  const contentStart = state.pos + fence.open.length;
  state.push(`${type}_open`, "", 1);
  state.pos = contentStart;
  state.posMax = contentStart + contentLength;
  state.md.inline.tokenize(state);
  state.push(`${type}_close`, "", -1);
  state.pos = contentStart + contentLength + fence.close.length;
  state.posMax = end;
};

const readSpan = (state: StateInline, type: string, fence: Fence, silent: boolean): boolean => {
  const rest = state.src.slice(state.pos + fence.open.length, state.posMax);
  const contentLength = rest.indexOf(fence.close);
  if (contentLength < 1) return false;
  if (!silent) pushSpan(state, { type, contentLength, fence });
  else state.pos += fence.open.length + contentLength + fence.close.length;
  return true;
};

const fencedBy =
  (marker: string, type: string) =>
  (state: StateInline, silent: boolean): boolean => {
    if (!state.src.startsWith(marker, state.pos)) return false;
    if (/\s/.test(state.src[state.pos + marker.length] ?? " ")) return false;
    return readSpan(state, type, { open: marker, close: marker }, silent);
  };

const tag = (state: StateInline, silent: boolean): boolean => {
  const open = /^<([a-z-]+)>/.exec(state.src.slice(state.pos, state.posMax));
  const type = open?.[1] && tagTypes[open[1]];
  if (!open || !type) return false;
  return readSpan(state, type, { open: open[0], close: `</${open[1]}>` }, silent);
};

const lineBreakTag = (state: StateInline, silent: boolean): boolean => {
  const found = /^<br\s*\/?>/.exec(state.src.slice(state.pos, state.posMax));
  if (!found) return false;
  if (!silent) state.push("hardbreak", "br", 0);
  state.pos += found[0].length;
  return true;
};

/** `$5 and $10` is money: a formula touches its dollars and is not followed by a digit. */
const formula = /^(?:\$\$([^$]+)\$\$|\$([^\s$](?:[^$\n]*[^\s$\\])?)\$(?!\d))/;

const math = (state: StateInline, silent: boolean): boolean => {
  const found = formula.exec(state.src.slice(state.pos, state.posMax));
  if (!found) return false;
  if (!silent) state.push("math_inline", "", 0).content = (found[1] ?? found[2] ?? "").trim();
  state.pos += found[0].length;
  return true;
};

const footnoteReference = (state: StateInline, silent: boolean): boolean => {
  const found = /^\[\^([^\s\]]+)\](?!:)/.exec(state.src.slice(state.pos, state.posMax));
  if (!found?.[1]) return false;
  if (!silent) state.push("footnote_reference", "", 0).content = found[1];
  state.pos += found[0].length;
  return true;
};

/** markdown-it's text rule runs over `=`, `|` and `$` fast; it must stop before ours. */
const plainText = (state: StateInline, silent: boolean): boolean => {
  const found = /^[^\n$%&*+\-:<=>@[\]^_`{|}~!"#\\]+/.exec(state.src.slice(state.pos, state.posMax));
  if (!found) return false;
  if (!silent) state.pending += found[0];
  state.pos += found[0].length;
  return true;
};

export const inlineRules = (markdown: MarkdownIt): void => {
  const { ruler } = markdown.inline;
  ruler.at("text", plainText);
  ruler.before("emphasis", "marked", fencedBy("==", "marked"));
  ruler.before("emphasis", "spoiler", fencedBy("||", "spoiler"));
  ruler.before("emphasis", "math", math);
  ruler.before("autolink", "line_break_tag", lineBreakTag);
  ruler.before("autolink", "tag", tag);
  ruler.before("link", "footnote_reference", footnoteReference);
};

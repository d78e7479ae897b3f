/** `![…](…)` in rich markdown: a custom emoji, a date, or a media block. */
import type { Token } from "markdown-it";
import { mediaTag } from "./rich-media.ts";
import type { RichTreeBuilder } from "./rich-tree.ts";

/** `tg://emoji` and `tg://time` are inline; everything else is a media block. */
export function addImage(builder: RichTreeBuilder, token: Token): void {
  const src = String(token.attrGet("src") ?? "");
  const alt = token.content;
  const url = URL.canParse(src) ? new URL(src) : null;
  const parameter = (name: string): string => url?.searchParams.get(name) ?? "";
  if (src.startsWith("tg://emoji")) {
    builder.leaf("tg-emoji", new Map([["emoji-id", parameter("id")]]), alt);
  } else if (src.startsWith("tg://time")) {
    const when = new Map([
      ["unix", parameter("unix")],
      ["format", parameter("format")],
    ]);
    builder.leaf("tg-time", when, alt);
  } else {
    const title = token.attrGet("title");
    const caption = title === null ? [] : [["title", String(title)] as const];
    builder.leaf(mediaTag(src), new Map([["src", src], ...caption]));
  }
}

/** Rich HTML → tree. Also reads the pieces of HTML inside rich markdown. */
import { HtmlSyntaxError, type HtmlToken, htmlTokens } from "../parse/html-tokens.ts";
import { richError } from "./rich-error.ts";
import { type RichChild, RichTreeBuilder } from "./rich-tree.ts";

export function htmlTree(html: string): readonly RichChild[] {
  const builder = new RichTreeBuilder();
  addHtml(builder, html);
  return builder.build();
}

/** Opens and closes what this piece opens and closes; tags may stay open after it. */
export function addHtml(builder: RichTreeBuilder, html: string): void {
  for (const token of tokensOf(html)) addToken(builder, token);
}

function addToken(builder: RichTreeBuilder, token: HtmlToken): void {
  if (token.type === "text") {
    builder.text(token.text);
    return;
  }
  if (token.type === "close") {
    builder.close(token.tag);
    return;
  }
  builder.open(token.tag, token.attributes);
  if (token.isSelfClosed) builder.close(token.tag);
}

function tokensOf(html: string): HtmlToken[] {
  try {
    return htmlTokens(html);
  } catch (error) {
    if (!(error instanceof HtmlSyntaxError)) throw error;
    throw richError(error.message.charAt(0).toLowerCase() + error.message.slice(1));
  }
}

/** Inline markdown tokens → the Bot API's RichText. */
import type { RichText } from "grammy/types";
import type { Token } from "markdown-it";
import { type TokenNode, tokenTree } from "./token-tree.ts";

type SpanType = Extract<
  RichText,
  {
    readonly text: RichText;
    readonly type:
      | "bold"
      | "italic"
      | "underline"
      | "strikethrough"
      | "spoiler"
      | "subscript"
      | "superscript"
      | "marked"
      | "code";
  }
>["type"];

const spanTypes: Readonly<Record<string, SpanType>> = {
  strong_open: "bold",
  em_open: "italic",
  s_open: "strikethrough",
  bold_open: "bold",
  italic_open: "italic",
  underline_open: "underline",
  strikethrough_open: "strikethrough",
  spoiler_open: "spoiler",
  subscript_open: "subscript",
  superscript_open: "superscript",
  marked_open: "marked",
  code_open: "code",
};

const attribute = (token: Token, name: string): string => String(token.attrGet(name) ?? "");

const leaf = (token: Token): RichText => {
  switch (token.type) {
    case "code_inline":
      return { type: "code", text: token.content };
    case "math_inline":
      return { type: "mathematical_expression", expression: token.content };
    case "footnote_reference":
      return {
        type: "reference_link",
        text: token.content,
        reference_name: token.content,
      };
    // "All the text above was on the same line" (Bot API, rich markdown style).
    case "softbreak":
      return " ";
    case "hardbreak":
      return "\n";
    case "image":
      return {
        type: "url",
        text: token.content || "image",
        url: attribute(token, "src"),
      };
    default:
      return token.content;
  }
};

const fromNode = ({ token, children }: TokenNode): RichText => {
  if (token.nesting === 0) return leaf(token);
  const text = children.map(fromNode);
  if (token.type === "link_open") return { type: "url", text, url: attribute(token, "href") };
  const type = spanTypes[token.type];
  return type ? { type, text } : text;
};

export const markdownToText = (inline: Token | undefined): RichText =>
  tokenTree(inline?.children ?? []).map(fromNode);

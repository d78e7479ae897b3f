/** Rich markdown → tree. */
import type { Token } from "markdown-it";
import { addHtml } from "./html-tree.ts";
import { addImage } from "./markdown-images.ts";
import { footnoteIds, richMarkdownParser } from "./markdown-rules.ts";
import { richError } from "./rich-error.ts";
import { type RichChild, RichTreeBuilder } from "./rich-tree.ts";

const PARSER = richMarkdownParser();

/** markdown-it's names for tags that are called otherwise in rich HTML. */
const RENAMED: Readonly<Record<string, string>> = { marked: "mark", spoiler: "tg-spoiler" };
/** Wrappers of table rows that rich HTML does not have. */
const SKIPPED: ReadonlySet<string> = new Set(["thead", "tbody"]);

export function markdownTree(markdown: string): readonly RichChild[] {
  checkFences(markdown);
  const builder = new RichTreeBuilder();
  const tokens = PARSER.parse(markdown, { footnotes: footnoteIds(markdown) });
  checkTables(tokens);
  for (const token of tokens) addToken(builder, token);
  return builder.build();
}

function addToken(builder: RichTreeBuilder, token: Token): void {
  if (token.hidden || SKIPPED.has(token.tag)) return;
  if (token.type === "inline") for (const child of token.children ?? []) addToken(builder, child);
  else if (token.nesting === 1) builder.open(tagOf(token), attributesOf(token));
  else if (token.nesting === -1) builder.endImplied(tagOf(token));
  else addLeaf(builder, token);
}

/** Tokens that become one tag around their content. */
const LEAVES: Readonly<Record<string, string>> = {
  hardbreak: "br",
  hr: "hr",
  code_inline: "code",
  formula: "tg-math",
  formula_block: "tg-math-block",
};

function addLeaf(builder: RichTreeBuilder, token: Token): void {
  const { type, content } = token;
  const leaf = LEAVES[type];
  if (leaf !== undefined) builder.leaf(leaf, new Map(), content);
  else if (type === "text" || type === "text_special") builder.text(content);
  else if (type === "softbreak") builder.text(" ");
  else if (type === "footnote_mark") builder.leaf("a", new Map([["href", `#${content}`]]), content);
  else if (type === "image") addImage(builder, token);
  else if (type === "fence" || type === "code_block") addCode(builder, token);
  else if (type === "html_inline" || type === "html_block") addHtml(builder, content);
  else throw richError(`unsupported markdown: ${type}`);
}

function addCode(builder: RichTreeBuilder, token: Token): void {
  const language = token.info.trim().split(/\s+/)[0] ?? "";
  const code = token.content.replace(/\n$/, "");
  if (language === "math") {
    builder.leaf("tg-math-block", new Map(), code);
    return;
  }
  builder.open("pre");
  const named = language === "" ? [] : [["class", `language-${language}`] as const];
  builder.leaf("code", new Map(named), code);
  builder.close("pre");
}

function tagOf(token: Token): string {
  return RENAMED[token.tag] ?? token.tag;
}

function attributesOf(token: Token): ReadonlyMap<string, string> {
  if (token.type === "footnote_text_open") return new Map([["name", token.content]]);
  const attributes = new Map((token.attrs ?? []).map(([name, value]) => [name, String(value)]));
  const align = /text-align:(\w+)/.exec(attributes.get("style") ?? "")?.[1];
  if (align !== undefined) attributes.set("align", align);
  return attributes;
}

/** A formula fence must be closed; GitHub lets other fences run to the end. */
function checkFences(markdown: string): void {
  let open: string | null = null;
  let isMath = false;
  for (const line of markdown.split("\n")) {
    const fence = /^ {0,3}(`{3,}|~{3,})\s*(\S*)/.exec(line);
    if (fence === null) continue;
    const [, marks = "", info = ""] = fence;
    if (open === null) {
      open = marks;
      isMath = info === "math";
    } else if (info === "" && marks.startsWith(open)) open = null;
  }
  if (open !== null && isMath) throw richError("can't find end of the math block");
}

/** A line of dashes and pipes left over in a paragraph is a table whose columns do not match. */
function checkTables(tokens: readonly Token[]): void {
  for (const token of tokens) {
    if (token.type !== "inline") continue;
    const isRuler = (line: string): boolean =>
      /^\s*\|?(\s*:?-+:?\s*\|)+\s*(:?-+:?)?\s*$/.test(line);
    if (token.content.split("\n").some(isRuler)) {
      throw richError("the table's delimiter row does not match its header row");
    }
  }
}

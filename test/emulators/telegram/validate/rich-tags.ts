/** The HTML tags of rich messages; no others exist [rich.d.ts, "Rich HTML style"]. */

/** Inline tags whose meaning is one kind of rich text around their content. */
export const STYLE_TAGS = {
  b: "bold",
  strong: "bold",
  i: "italic",
  em: "italic",
  u: "underline",
  ins: "underline",
  s: "strikethrough",
  strike: "strikethrough",
  del: "strikethrough",
  code: "code",
  mark: "marked",
  sub: "subscript",
  sup: "superscript",
  "tg-spoiler": "spoiler",
} as const;

export const MEDIA_TAGS: ReadonlySet<string> = new Set(["img", "video", "audio", "tg-document"]);

/** Tags that never have content. */
export const VOID_TAGS: ReadonlySet<string> = new Set(["br", "hr", "img", "input", "tg-map"]);

/** Tags whose content is taken as it stands, white space included. */
export const RAW_TAGS: ReadonlySet<string> = new Set(["pre", "code", "tg-math", "tg-math-block"]);

/** Tags allowed only directly inside these. */
export const PARENTS: Readonly<Record<string, readonly string[]>> = {
  li: ["ul", "ol"],
  tr: ["table"],
  td: ["tr"],
  th: ["tr"],
  summary: ["details"],
  figcaption: ["figure", "tg-collage", "tg-slideshow"],
  caption: ["table"],
  cite: ["blockquote", "aside", "figcaption"],
  input: ["li"],
};

/** Tags that take only these inside. */
export const CHILDREN: Readonly<Record<string, readonly string[]>> = {
  ul: ["li"],
  ol: ["li"],
  table: ["tr", "caption"],
  tr: ["td", "th"],
  figure: ["img", "video", "audio", "tg-document", "tg-map", "figcaption"],
  "tg-button-row": ["tg-button"],
};

const OTHER_INLINE = ["a", "tg-reference", "tg-emoji", "tg-time", "tg-math", "tg-button", "br"];

export const INLINE_TAGS: ReadonlySet<string> = new Set([
  ...Object.keys(STYLE_TAGS),
  ...OTHER_INLINE,
]);

const BLOCK_TAGS = [
  ...["p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "footer", "hr", "ul", "ol", "blockquote"],
  ...["aside", "figure", "tg-map", "tg-collage", "tg-slideshow", "table", "details"],
  ...["tg-math-block", "tg-button-row", "tg-thinking"],
];

export const SUPPORTED_TAGS: ReadonlySet<string> = new Set([
  ...INLINE_TAGS,
  ...MEDIA_TAGS,
  ...BLOCK_TAGS,
  ...Object.keys(PARENTS),
]);

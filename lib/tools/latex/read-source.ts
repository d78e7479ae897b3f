/** What Claude sent becomes the one formula in it: page dressing goes, and what no picture can hold is refused. */
import { sourceChars } from "./limits.ts";

export type Source = { readonly tex: string } | { readonly problem: string };

/** Read before TeX does, because some of it TeX would obey. */
const refusals: readonly (readonly [RegExp, string])[] = [
  [
    /\\(href|url|hyperref|style|class|cssId|data|mmlToken|unicode|special|include|input|includegraphics|usepackage|require|write\d*|openout|openin|read|immediate|catcode|csname|verbatiminput|lstinputlisting|directlua|ShellEscape|loop)(?![a-zA-Z])/,
    "Only a formula is drawn here: no links, styles, files, packages or programming. Leave this out",
  ],
  [
    /\\begin\{(tikzpicture|tikzcd|axis|circuitikz|pgfpicture|picture|asy)\}/,
    "Drawings cannot be made here, only formulas. For commutative diagrams there is CD from amscd",
  ],
  [/\\begin\{(tabular[x*]?|longtable|table)\}/, "Use array instead, with words in \\text{…}"],
  [
    /\\begin\{(itemize|enumerate|description|figure|verbatim|lstlisting|minipage|theorem|proof|center)\}/,
    "Text is not laid out here, only formulas. Write the text in your answer, and send the formula alone",
  ],
  [
    /\\(section|subsection|chapter|title|maketitle|paragraph|caption|item)(?![a-zA-Z])/,
    "Text is not laid out here, only formulas. Write the text in your answer, and send the formula alone",
  ],
];

/** What only places a formula on a page, as pairs around it. */
const wrappers: readonly RegExp[] = [
  /^\$\$([^$]*)\$\$$/,
  /^\$([^$]*)\$$/,
  /^\\\[((?:(?!\\\]|(?<!\\)\\\[)[\s\S])*)\\\]$/,
  /^\\\(((?:(?!\\\))[\s\S])*)\\\)$/,
  /^\\begin\{(?:equation\*?|displaymath|math)\}((?:(?!\\end\{(?:equation\*?|displaymath|math)\})[\s\S])*)\\end\{(?:equation\*?|displaymath|math)\}$/,
];

export function readSource(latex: string): Source {
  if (latex.length > sourceChars) {
    const size = `It has ${latex.length} characters, and at most ${sourceChars} are drawn`;
    return { problem: `${size}. Split it into several pictures.` };
  }
  const tex = withoutPage(bodyOf(latex).trim());
  if (tex === "") return { problem: "There is no formula in it. Send the LaTeX of one formula." };
  for (const [form, advice] of refusals) {
    const found = form.exec(tex);
    if (found) return { problem: `${found[0]} is not available. ${advice}.` };
  }
  if (changesMode(tex)) return { problem: mixed };
  return { tex: withoutNumbers(tex) };
}

const mixed =
  "It holds more than one formula, or text around one. Send one formula without $ or \\[ \\] around it: " +
  "several lines go into \\begin{aligned} … \\end{aligned}, words into \\text{…}.";

/** Another formula begins or ends, outside of every brace, where no \\text can hold it. */
function changesMode(tex: string): boolean {
  let depth = 0;
  for (const [token] of tex.matchAll(/\\[\s\S]|[{}$]/g)) {
    if (token === "{") depth += 1;
    if (token === "}") depth -= 1;
    if (depth <= 0 && ["$", "\\[", "\\("].includes(token)) return true;
  }
  return false;
}

/** A document's body, after the commands its preamble defines. */
function bodyOf(latex: string): string {
  const body = /\\begin\{document\}([\s\S]*?)(?:\\end\{document\}|$)/.exec(latex);
  if (!body) return latex.replace(/\\(documentclass|usepackage)(\[[^\]]*\])?\{[^}]*\}/g, "");
  const preamble = latex.slice(0, body.index).split("\n");
  const definitions = preamble.filter((line) =>
    /^\s*\\((re)?newcommand|def|DeclareMathOperator)/.test(line),
  );
  return [...definitions, withoutPage((body[1] ?? "").trim())].join("\n");
}

function withoutPage(tex: string): string {
  for (const wrapper of wrappers) {
    const inner = wrapper.exec(tex)?.[1];
    if (inner !== undefined) return withoutPage(inner.trim());
  }
  return tex;
}

/** A page's width and equation numbers: MathJax would make the picture as wide as a page for them. */
function withoutNumbers(tex: string): string {
  return tex
    .replace(/\\(begin|end)\{flalign(\*?)\}/g, "\\$1{align$2}")
    .replace(/\\(begin|end)\{multline(\*?)\}/g, "\\$1{gather$2}")
    .replace(/\\tag(\*?)\s*\{([^{}]*)\}/g, (_tag, star: string, label: string) =>
      star === "" ? `\\qquad\\text{(${label})}` : `\\qquad\\text{${label}}`,
    );
}

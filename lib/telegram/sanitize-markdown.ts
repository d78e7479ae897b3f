/** Claude's Markdown made safe for a rich message: no raw HTML, no image that Telegram would fetch from elsewhere. */

/** Fenced blocks first, then code spans: what stands in code is shown, never interpreted. */
const code =
  /(^|\n)(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:\n\2[ \t]*(?=\n|$)|$)|(`+)(?!`)[\s\S]*?[^`]\3(?!`)/g;

export function sanitizeMarkdown(markdown: string): string {
  let safe = "";
  let from = 0;
  for (const match of markdown.matchAll(code)) {
    safe += escapeProse(markdown.slice(from, match.index)) + match[0];
    from = match.index + match[0].length;
  }
  return safe + escapeProse(markdown.slice(from));
}

function escapeProse(prose: string): string {
  return prose.replace(/(?<!\\)<(?=[A-Za-z/!?])/g, "\\<").replace(/(?<!\\)!(?=\[)/g, "\\!");
}

/** One frame as rich Markdown: thoughts folded away, tools at work, then the words. */
import { type AnswerView, hasWords } from "../answer-view.ts";
import { richTextLimit } from "../limits.ts";
import { newestEnd } from "../newest-end.ts";
import type { ReadMarkdown } from "../render/read-markdown.ts";
import { renderRichDraft } from "../render/render-rich.ts";

/** Thoughts are there to be glanced at: the newest of them will do. */
const maxThoughts = 1500;
/** Fewer would be a crumb. */
const minThoughts = 100;

export type FrameOptions = {
  readonly title: string;
  /** A draft has a block of its own for what goes on; a message has not. */
  readonly isDraft: boolean;
  /** Of this answer, frame after frame. */
  readonly read: ReadMarkdown;
};

export function richFrame(view: AnswerView, { title, isDraft, read }: FrameOptions): string {
  const prose = hasWords(view) ? renderRichDraft(view.text, read) : "";
  const lines = view.working.map((line) => activity(line, isDraft));
  const room = richTextLimit - prose.length - lines.join("\n\n").length - marginForSeams;
  const thoughts = folded(view.thinking, title, room);
  const above = room < 0 ? [] : [thoughts, ...lines];
  return [...above, prose].filter((part) => part !== "").join("\n\n");
}

function activity(line: string, isDraft: boolean): string {
  return isDraft ? `<tg-thinking>${escaped(line)}</tg-thinking>` : `<i>${escaped(line)}</i>`;
}

function folded(thinking: string, title: string, room: number): string {
  const fits = Math.min(maxThoughts, Math.floor(room / longestEscape));
  if (thinking.trim() === "" || fits < minThoughts) return "";
  const paragraphs = newestEnd(thinking.trim(), fits)
    .split(/\n\s*/)
    .map((line) => escaped(line.trim()));
  return `<details><summary>${escaped(title)}</summary>\n\n${paragraphs.join("\n\n")}\n\n</details>`;
}

/** Blank lines, and the marks around thoughts. */
const marginForSeams = 200;
const longestEscape = "&#126;".length;

/** As character references: nothing in it is a mark, whether it is read as Markdown or as HTML. */
function escaped(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, (mark) => `&#${mark.charCodeAt(0)};`);
}

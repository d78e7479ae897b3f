/** One frame as text with entities: thoughts and tools in a quote that folds, then the words. */
import type { AnswerView } from "../answer-view.ts";
import { plainTextLimit } from "../limits.ts";
import { newestEnd } from "../newest-end.ts";
import type { EntityText } from "../render/print-entities.ts";
import type { ReadMarkdown } from "../render/read-markdown.ts";
import { renderEntitiesDraft } from "../render/render-entities.ts";

/** Fewer characters of thoughts would be a crumb (original-behaviour §6.5). */
const minThoughts = 100;

/**
 * The words have the room they need; tools and thoughts share what they leave, thoughts cut from their beginning.
 * Tools come first: of a quote that is folded Telegram shows three lines.
 */
export function textFrame({ thinking, working, text }: AnswerView, read: ReadMarkdown): EntityText {
  const prose = renderEntitiesDraft(text, read);
  const room = plainTextLimit - prose.text.length - seam.length;
  const quote = quoted(thinking.trim(), working.join("\n"), room);
  if (quote === "") return prose;
  const shift = quote.length + seam.length;
  const fold = { type: "expandable_blockquote", offset: 0, length: quote.length } as const;
  const entities = prose.entities.map((entity) => ({ ...entity, offset: entity.offset + shift }));
  return { text: `${quote}${seam}${prose.text}`.trimEnd(), entities: [fold, ...entities] };
}

const seam = "\n";

function quoted(thinking: string, tools: string, room: number): string {
  if (tools.length > room) return "";
  const forThoughts = room - tools.length - seam.length;
  const isCrumb = forThoughts < Math.min(minThoughts, thinking.length);
  const thoughts = isCrumb ? "" : newestEnd(thinking, forThoughts);
  return [tools, thoughts].filter((part) => part !== "").join(seam);
}

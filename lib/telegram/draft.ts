/** A draft: the answer while it grows, in a private chat, with Telegram's own Stop button. */
import type { Answered, BotApi } from "./bot-api.ts";
import { call } from "./bot-api.ts";
import { plainTextLimit, richTextLimit } from "./limits.ts";
import type { Place } from "./place.ts";
import { sanitizeMarkdown } from "./sanitize-markdown.ts";
import { isTopicGone } from "./topic-gone.ts";

export type Draft = { readonly place: Place; readonly draftId: number };

/** An empty text shows Telegram's "Thinking…" (field-and-platforms §4.1). */
export async function sendDraft(api: BotApi, draft: Draft, text: string): Promise<Answered<true>> {
  if (text.trim() === "") return sendPlainDraft(api, draft, "");
  const markdown = sanitizeMarkdown(newest(text, richTextLimit));
  const rich = await call(
    api.sendRichMessageDraft({ ...fields(draft), rich_message: { markdown } }),
  );
  // Half a table or formula may not parse yet: this frame goes plain, the next one tries again.
  if (rich.kind === "refused" && rich.code === 400 && !isTopicGone(rich))
    return sendPlainDraft(api, draft, newest(text, plainTextLimit));
  return rich;
}

function sendPlainDraft(api: BotApi, draft: Draft, text: string): Promise<Answered<true>> {
  return call(api.sendMessageDraft({ ...fields(draft), text }));
}

function fields({ place, draftId }: Draft) {
  return { ...place, draft_id: draftId, can_stop: true, keep_on_stop: true };
}

/** A draft longer than it may be shows its end, where the reader is. */
function newest(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = text.slice(text.length - limit + 1);
  // Half a character at the cut would make Telegram refuse the text.
  return `…${end.replace(/^[\uDC00-\uDFFF]/, "")}`;
}

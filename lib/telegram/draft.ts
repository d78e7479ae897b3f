/** A draft: the answer while it grows, in a private chat, with Telegram's own Stop button. */
import type { Answered, BotApi } from "./bot-api.ts";
import { call } from "./bot-api.ts";
import type { Place } from "./place.ts";
import type { EntityText } from "./render/print-entities.ts";
import { renderEntitiesDraft } from "./render/render-entities.ts";
import { renderRichDraft } from "./render/render-rich.ts";
import { isTopicGone } from "./topic-gone.ts";

export type Draft = { readonly place: Place; readonly draftId: number };

/** An empty text shows Telegram's "Thinking…" (field-and-platforms §4.1); so does one with nothing to see yet. */
export async function sendDraft(api: BotApi, draft: Draft, text: string): Promise<Answered<true>> {
  const markdown = renderRichDraft(text);
  if (markdown === "") return sendTextDraft(api, draft, { text: "", entities: [] });
  const rich = await call(
    api.sendRichMessageDraft({ ...fields(draft), rich_message: { markdown } }),
  );
  if (rich.kind === "refused" && rich.code === 400 && !isTopicGone(rich))
    return sendTextDraft(api, draft, renderEntitiesDraft(text));
  return rich;
}

function sendTextDraft(api: BotApi, draft: Draft, { text, entities }: EntityText) {
  const formatting = entities.length > 0 ? { entities: [...entities] } : {};
  return call(api.sendMessageDraft({ ...fields(draft), text, ...formatting }));
}

function fields({ place, draftId }: Draft) {
  return { ...place, draft_id: draftId, can_stop: true, keep_on_stop: true };
}

/** A draft: the answer while it grows, in a private chat, with Telegram's own Stop button (field-and-platforms §4.1). */
import type { AnswerView } from "../answer-view.ts";
import { type Answered, type BotApi, call } from "../bot-api.ts";
import { draftIntervalMs, draftKeepAliveMs } from "../limits.ts";
import type { Place } from "../place.ts";
import { markdownReader, type ReadMarkdown } from "../render/read-markdown.ts";
import { isTopicGone } from "../topic-gone.ts";
import { richFrame } from "./rich-frame.ts";
import { notShown, type Screen } from "./screen.ts";
import { textFrame } from "./text-frame.ts";

export type Draft = { readonly place: Place; readonly draftId: number };

export type DraftInput = {
  readonly api: BotApi;
  readonly draft: Draft;
  /** What stands above Claude's thoughts. */
  readonly title: string;
};

type Send = (view: AnswerView, read: ReadMarkdown) => Promise<Answered<true>>;

export function richDraft(input: DraftInput): Screen {
  return draftScreen((view, read) => sendRichDraft(input, view, read));
}

export function textDraft({ api, draft }: DraftInput): Screen {
  return draftScreen((view, read) => sendTextDraft({ api, draft }, view, read));
}

function draftScreen(send: Send): Screen {
  let topicGone = false;
  const read = markdownReader();
  return {
    pace: { intervalMs: draftIntervalMs, keepAliveMs: draftKeepAliveMs },
    show: async (take) => {
      const view = topicGone ? null : await take();
      if (!view) return notShown;
      const answer = await send(view, read);
      topicGone = isTopicGone(answer);
      return answer;
    },
  };
}

async function sendRichDraft(
  { api, draft, title }: DraftInput,
  view: AnswerView,
  read: ReadMarkdown,
): Promise<Answered<true>> {
  const markdown = richFrame(view, { title, isDraft: true, read });
  if (markdown === "") return sendTextDraft({ api, draft }, view, read);
  const rich = await call(
    api.sendRichMessageDraft({ ...fields(draft), rich_message: { markdown } }),
  );
  if (rich.kind === "refused" && rich.code === 400 && !isTopicGone(rich))
    return sendTextDraft({ api, draft }, view, read);
  return rich;
}

/** An empty text shows Telegram's "Thinking…". */
function sendTextDraft(
  { api, draft }: Pick<DraftInput, "api" | "draft">,
  view: AnswerView,
  read: ReadMarkdown,
): Promise<Answered<true>> {
  const { text, entities } = textFrame(view, read);
  const formatting = entities.length > 0 ? { entities: [...entities] } : {};
  return call(api.sendMessageDraft({ ...fields(draft), text, ...formatting }));
}

function fields({ place, draftId }: Draft) {
  return { ...place, draft_id: draftId, can_stop: true, keep_on_stop: true };
}

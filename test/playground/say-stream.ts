/** Follows one chat from what was said to the end of the answer, and prints it as it comes. */
import type { Message } from "grammy/types";
import type { ChatEvent } from "../emulators/telegram/control.ts";
import type { AnswerView } from "./answer-view.ts";
import { describeMessage } from "./sent-text.ts";

/** An answer may come in several messages: this much quiet after the last one ends it. */
const QUIET_MS = 1_000;

export type Following = {
  readonly events: AsyncIterable<ChatEvent>;
  readonly chatId: number;
  readonly topicId: number;
  /** What was said last; only younger messages answer it. */
  readonly lastMessageId: number;
  readonly view: AnswerView;
  /** Called when the answer is complete; it ends `events`. */
  readonly onAnswered: () => void;
};

/** Resolves when `events` ends. */
export async function followAnswer(following: Following): Promise<void> {
  const { events, view, onAnswered } = following;
  const openDrafts = new Set<number>();
  let answered = false;
  let quiet: NodeJS.Timeout | undefined;
  for await (const event of events) {
    if (!isHere(event, following)) continue;
    clearTimeout(quiet);
    if (event.type === "draft") {
      openDrafts.add(event.draft.draftId);
      view.frame(event.draft.richMarkdown ?? event.draft.text ?? "");
    }
    if (event.type === "draft_gone") openDrafts.delete(event.draftId);
    if (isSaid(event) && isAnswer(event.message, following)) {
      const { message } = event;
      answered = !isGrowing(message);
      if (answered) view.final(describeMessage(message));
      else view.frame(message.richMarkdown ?? message.text ?? "");
    }
    if (answered && openDrafts.size === 0) quiet = setTimeout(onAnswered, QUIET_MS);
  }
  clearTimeout(quiet);
}

function isHere(event: ChatEvent, { chatId, topicId }: Following): boolean {
  if (event.type === "draft") return isPlace(event.draft.chatId, event.draft.topicId);
  if (event.type === "draft_gone" || event.type === "action") {
    return isPlace(event.chatId, event.topicId);
  }
  if (event.type !== "message" && event.type !== "edit") return false;
  return isPlace(event.message.chat.id, event.message.message_thread_id ?? 0);

  function isPlace(chat: number, topic: number): boolean {
    return chat === chatId && topic === topicId;
  }
}

function isAnswer(message: Message, { lastMessageId }: Following): boolean {
  return message.from?.is_bot === true && message.message_id > lastMessageId;
}

type Said = Extract<ChatEvent, { readonly type: "message" | "edit" }>;

function isSaid(event: ChatEvent): event is Said {
  return event.type === "message" || event.type === "edit";
}

/** In a chat without drafts the answer is a message with a Stop button, edited until it is whole. */
function isGrowing({ reply_markup }: Message): boolean {
  const buttons = (reply_markup?.inline_keyboard ?? []).flat();
  return buttons.some((button) => "callback_data" in button && /^stop:/.test(button.callback_data));
}

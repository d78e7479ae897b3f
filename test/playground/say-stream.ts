/** Follows one chat from what was said to the end of the answer, and prints it as it comes. */
import type { Message } from "grammy/types";
import type { ChatEvent, RecordedCall } from "../emulators/telegram/control.ts";
import type { AnswerView } from "./answer-view.ts";
import { describeMessage, richTexts } from "./sent-text.ts";
import type { SimClient } from "./sim-client.ts";

/** An answer may come in several messages: this much quiet after the last one ends it. */
const QUIET_MS = 1_000;

export type Following = {
  readonly sim: SimClient;
  readonly events: AsyncIterable<ChatEvent>;
  readonly chatId: number;
  readonly topicId: number;
  /** What was said last; only younger messages answer it. */
  readonly lastMessageId: number;
  /** Index of the last Bot API call before anything was said. */
  readonly callsBefore: number;
  readonly view: AnswerView;
  /** Called when the answer is complete; it ends `events`. */
  readonly onAnswered: () => void;
};

/** Resolves when `events` ends. */
export async function followAnswer(following: Following): Promise<void> {
  const { events, view, onAnswered } = following;
  const openDrafts = new Set<number>();
  let answered = false;
  let richSeen = 0;
  let quiet: NodeJS.Timeout | undefined;
  for await (const event of events) {
    if (isRichAnswer(event, following.chatId)) richSeen += 1;
    if (!isHere(event, following)) continue;
    clearTimeout(quiet);
    if (event.type === "draft") {
      openDrafts.add(event.draft.draftId);
      view.frame(event.draft.richMarkdown ?? event.draft.text ?? "");
    }
    if (event.type === "draft_gone") openDrafts.delete(event.draftId);
    if (event.type === "message" && isAnswer(event.message, following)) {
      answered = true;
      view.final(await textOf(event.message, richSeen, following));
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

function isRichAnswer(event: ChatEvent, chatId: number): boolean {
  return (
    event.type === "message" &&
    event.message.chat.id === chatId &&
    event.message.rich_message !== undefined
  );
}

/** A rich message reaches its chat as blocks; its source stands in the call that sent it, the `richSeen`th here. */
async function textOf(message: Message, richSeen: number, following: Following): Promise<string> {
  if (message.rich_message === undefined) return describeMessage(message, "");
  const { sim, callsBefore, chatId } = following;
  const { calls } = await sim.get<{ calls: RecordedCall[] }>(`/sim/calls?after=${callsBefore}`);
  return describeMessage(message, richTexts(calls, chatId)[richSeen - 1] ?? "");
}

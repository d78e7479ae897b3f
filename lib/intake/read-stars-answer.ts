/** The answer to our question how many Stars it shall be: known by the message it replies to, so nothing is remembered. */
import type { Content } from "../model/inbound.ts";
import { starsQuestions } from "../words/words.ts";
import { answeredMessage } from "./read-reply.ts";
import type { TelegramMessage } from "./update-schema.ts";

/** It counts as `/pay` and the number. Null for every other message. */
export function readStarsAnswer(message: TelegramMessage, botId: number): Content | null {
  const { text } = message;
  const asked = answeredMessage(message);
  if (text === undefined || asked?.from?.id !== botId) return null;
  const isQuestion = starsQuestions.some((question) => asked.text?.startsWith(question));
  return isQuestion ? { kind: "command", name: "pay", args: text.trim() } : null;
}

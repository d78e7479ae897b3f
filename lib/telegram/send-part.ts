/** Sends one part of an answer for good: rich, and where Telegram cannot take that, plain. */
import type { MessageId } from "../model/ids.ts";
import type { Answered, BotApi } from "./bot-api.ts";
import { call } from "./bot-api.ts";
import { plainTextLimit } from "./limits.ts";
import type { Place } from "./place.ts";
import { sanitizeMarkdown } from "./sanitize-markdown.ts";
import { splitText } from "./split-text.ts";

export type SentIds = Answered<readonly MessageId[]>;

export async function sendPart(api: BotApi, place: Place, markdown: string): Promise<SentIds> {
  const rich = await call(
    api.sendRichMessage({ ...place, rich_message: { markdown: sanitizeMarkdown(markdown) } }),
  );
  if (rich.kind === "ok") return { kind: "ok", value: [rich.value.message_id as MessageId] };
  return isFormatRefusal(rich) ? sendPlain(api, place, markdown) : rich;
}

/** 400 for what the text is, not for where it goes: the same words without formatting will pass. */
function isFormatRefusal(answer: SentIds | Answered<unknown>): boolean {
  if (answer.kind !== "refused" || answer.code !== 400) return false;
  return !/thread not found|chat not found|not enough rights|TOPIC_/i.test(answer.description);
}

async function sendPlain(api: BotApi, place: Place, text: string): Promise<SentIds> {
  const ids: MessageId[] = [];
  for (const piece of splitText(text, plainTextLimit)) {
    const sent = await call(api.sendMessage({ ...place, text: piece }));
    if (sent.kind !== "ok") return sent;
    ids.push(sent.value.message_id as MessageId);
  }
  return { kind: "ok", value: ids };
}

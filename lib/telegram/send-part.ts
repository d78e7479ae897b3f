/** Sends one part of an answer for good: one message, rich or plain. */
import type { MessageId } from "../model/ids.ts";
import type { TextPart } from "../model/turn-state.ts";
import type { Answered, BotApi } from "./bot-api.ts";
import { call } from "./bot-api.ts";
import { plainTextLimit } from "./limits.ts";
import type { Place } from "./place.ts";
import { supergroupOf } from "./place-instead.ts";
import { sanitizeMarkdown } from "./sanitize-markdown.ts";
import { splitText } from "./split-text.ts";

export type PartOutcome =
  | Answered<MessageId>
  /** Telegram cannot take it formatted; these plain parts say the same. */
  | { readonly kind: "unformatted"; readonly parts: readonly TextPart[] };

export async function sendPart(api: BotApi, place: Place, part: TextPart): Promise<PartOutcome> {
  if (part.plain) return idOf(await call(api.sendMessage({ ...place, text: part.markdown })));
  const markdown = sanitizeMarkdown(part.markdown);
  const rich = idOf(await call(api.sendRichMessage({ ...place, rich_message: { markdown } })));
  return isFormatRefusal(rich) ? { kind: "unformatted", parts: plainParts(part) } : rich;
}

function idOf(answer: Answered<{ readonly message_id: number }>): Answered<MessageId> {
  if (answer.kind !== "ok") return answer;
  return { kind: "ok", value: answer.value.message_id as MessageId };
}

/** 400 for what the text is, not for where it goes: the same words without formatting will pass. */
function isFormatRefusal(answer: Answered<unknown>): boolean {
  if (answer.kind !== "refused" || answer.code !== 400) return false;
  if (supergroupOf(answer) !== null) return false;
  return !/thread not found|chat not found|not enough rights|TOPIC_/i.test(answer.description);
}

function plainParts({ markdown }: TextPart): TextPart[] {
  return splitText(markdown, plainTextLimit).map((text) => ({ markdown: text, plain: true }));
}

/** Sends one part of an answer for good: one message, rich, with entities, or plain. */
import type { MessageId } from "../model/ids.ts";
import type { TextPart } from "../model/turn-state.ts";
import type { Answered, BotApi } from "./bot-api.ts";
import { call } from "./bot-api.ts";
import type { PlaceWithButtons } from "./place.ts";
import { supergroupOf } from "./place-instead.ts";
import { renderEntities } from "./render/render-entities.ts";
import { renderRich } from "./render/render-rich.ts";

export type PartOutcome =
  | Answered<MessageId>
  /** Not to be sent as it is: these parts say the same. */
  | { readonly kind: "replaced"; readonly parts: readonly TextPart[] };

/** Where Telegram refuses the formatting, the next simpler form takes the part's place: rich → entities → plain. */
export async function sendPart(
  api: BotApi,
  place: PlaceWithButtons,
  part: TextPart,
): Promise<PartOutcome> {
  if (part.entities || part.plain) return sendText(api, place, part);
  // What was rendered before comes out the same; a sentence of ours, or of an older version, is rendered now.
  const [markdown = "", ...more] = renderRich(part.markdown);
  if (more.length > 0) return replacedBy([markdown, ...more].map((piece) => ({ markdown: piece })));
  const rich = idOf(await call(api.sendRichMessage({ ...place, rich_message: { markdown } })));
  return isFormatRefusal(rich) ? replacedBy(entityParts(part)) : rich;
}

async function sendText(
  api: BotApi,
  place: PlaceWithButtons,
  part: TextPart,
): Promise<PartOutcome> {
  const { markdown: text, entities } = part;
  const formatting = entities ? { entities: [...entities] } : {};
  const sent = idOf(await call(api.sendMessage({ ...place, text, ...formatting })));
  const isRefused = entities !== undefined && isFormatRefusal(sent);
  return isRefused ? replacedBy([{ markdown: text, plain: true }]) : sent;
}

function replacedBy(parts: readonly TextPart[]): PartOutcome {
  return { kind: "replaced", parts };
}

function entityParts({ markdown }: TextPart): TextPart[] {
  return renderEntities(markdown).map(({ text, entities }) => ({ markdown: text, entities }));
}

function idOf(answer: Answered<{ readonly message_id: number }>): Answered<MessageId> {
  if (answer.kind !== "ok") return answer;
  return { kind: "ok", value: answer.value.message_id as MessageId };
}

/** 400 for what the text is, not for where it goes: the same words in a simpler form may pass. */
function isFormatRefusal(answer: Answered<unknown>): boolean {
  if (answer.kind !== "refused" || answer.code !== 400) return false;
  if (supergroupOf(answer) !== null) return false;
  return !/thread not found|chat not found|not enough rights|TOPIC_/i.test(answer.description);
}

/** Makes one part of an answer final, rich, with entities, or plain: as a message of its own, or in the place of the one that grew. */
import type { MessageId } from "../model/ids.ts";
import type { Part, TextEntity, TextPart } from "../model/turn-state.ts";
import { type Answered, type BotApi, call } from "./bot-api.ts";
import type { Keyboard } from "./inline-keyboard.ts";
import type { PlaceWithButtons } from "./place.ts";
import { isFormatRefusal, isNotModified } from "./refusals.ts";
import { renderEntities } from "./render/render-entities.ts";
import { renderRich } from "./render/render-rich.ts";
import type { MessageAddress } from "./screens/live-message.ts";

export type PartOutcome = Answered<MessageId> | Replaced<TextPart>;

/** Not to be sent as it is: these parts say the same. */
export type Replaced<Kind extends Part> = {
  readonly kind: "replaced";
  readonly parts: readonly Kind[];
};

export function sendPart(
  api: BotApi,
  place: PlaceWithButtons,
  part: TextPart,
): Promise<PartOutcome> {
  return putPart(part, {
    rich: async (rich) => idOf(await call(api.sendRichMessage({ ...place, ...rich }))),
    text: async (text) => idOf(await call(api.sendMessage({ ...place, ...text }))),
  });
}

/** Without a keyboard the Stop button goes. What stands there already counts as done (faults F71). */
export function editPart(
  api: BotApi,
  message: MessageAddress & Partial<Keyboard>,
  part: TextPart,
): Promise<PartOutcome> {
  const edit = async (content: Rich | Text): Promise<Answered<MessageId>> => {
    const answer = await call(api.editMessageText({ ...message, ...content }));
    if (answer.kind !== "ok" && !isNotModified(answer)) return answer;
    return { kind: "ok", value: message.message_id as MessageId };
  };
  return putPart(part, { rich: edit, text: edit });
}

type Rich = { readonly rich_message: { readonly markdown: string } };
type Text = { readonly text: string; readonly entities?: TextEntity[] };
type Ways = {
  readonly rich: (content: Rich) => Promise<Answered<MessageId>>;
  readonly text: (content: Text) => Promise<Answered<MessageId>>;
};

/** Where Telegram refuses the formatting, the next simpler form takes the part's place: rich → entities → plain. */
async function putPart(part: TextPart, ways: Ways): Promise<PartOutcome> {
  if (part.entities || part.plain) return putText(part, ways);
  // What was rendered before comes out the same; a sentence of ours, or of an older version, is rendered now.
  const [markdown = "", ...more] = renderRich(part.markdown);
  if (more.length > 0) return replacedBy([markdown, ...more].map((piece) => ({ markdown: piece })));
  const rich = await ways.rich({ rich_message: { markdown } });
  return isFormatRefusal(rich) ? replacedBy(entityParts(part)) : rich;
}

async function putText({ markdown: text, entities }: TextPart, ways: Ways): Promise<PartOutcome> {
  const sent = await ways.text({ text, ...(entities ? { entities: [...entities] } : {}) });
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

/** A real message that grows: sent with its first words, then edited, with a button to stop it. */
import type { Button } from "../../model/button.ts";
import type { MessageId } from "../../model/ids.ts";
import { type Answered, type BotApi, call } from "../bot-api.ts";
import { inlineKeyboard } from "../inline-keyboard.ts";
import type { PlaceWithButtons } from "../place.ts";
import { isFormatRefusal, isNotModified } from "../refusals.ts";
import type { EntityText } from "../render/print-entities.ts";

export type LivePicture = {
  /** What it opens with is what people's notifications say: the words alone. */
  readonly opening: Look;
  readonly growing: Look;
  readonly stop: Button;
};

export type Look = {
  readonly markdown: string;
  /** For a Telegram that cannot take it formatted. */
  readonly plain: () => EntityText;
};

export type MessageAddress = { readonly chat_id: number; readonly message_id: number };

export async function openLive(
  api: BotApi,
  place: PlaceWithButtons,
  { opening, stop }: LivePicture,
): Promise<Answered<MessageId>> {
  const { markdown, plain } = opening;
  const keyboard = inlineKeyboard([[stop]]);
  const rich = await call(
    api.sendRichMessage({ ...place, rich_message: { markdown }, ...keyboard }),
  );
  const sent = isFormatRefusal(rich)
    ? await call(api.sendMessage({ ...place, ...asText(plain()), ...keyboard }))
    : rich;
  return sent.kind === "ok" ? { kind: "ok", value: sent.value.message_id as MessageId } : sent;
}

export async function editLive(
  api: BotApi,
  message: MessageAddress,
  { growing, stop }: LivePicture,
): Promise<Answered<unknown>> {
  const { markdown, plain } = growing;
  const keyboard = inlineKeyboard([[stop]]);
  const rich = await call(
    api.editMessageText({ ...message, rich_message: { markdown }, ...keyboard }),
  );
  if (isNotModified(rich) || !isFormatRefusal(rich)) return rich;
  return call(api.editMessageText({ ...message, ...asText(plain()), ...keyboard }));
}

function asText({ text, entities }: EntityText) {
  return { text, ...(entities.length > 0 ? { entities: [...entities] } : {}) };
}

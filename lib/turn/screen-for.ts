/** Which screen a turn is seen on: groups have no drafts, and in a private chat the person may choose. */

import { stopData } from "../model/stop-button.ts";
import { groupEditIntervalMs, privateEditIntervalMs } from "../telegram/limits.ts";
import { placeOf } from "../telegram/place.ts";
import { richDraft, textDraft } from "../telegram/screens/draft.ts";
import { editedMessage } from "../telegram/screens/edited-message.ts";
import { firstSupported } from "../telegram/screens/first-supported.ts";
import type { Screen } from "../telegram/screens/screen.ts";
import { wordsFor } from "../words/words.ts";
import { draftIdOf } from "./draft-id.ts";
import type { Talk } from "./talk.ts";

export function screenFor({ order, services, delivery }: Talk): Screen {
  const { botApi: api, clock } = services;
  const words = wordsFor(order.languageCode ?? undefined);
  const draftId = draftIdOf(order.turnId, order.attempt);
  const place = placeOf(order.thread);
  const drafting = { api, draft: { place, draftId }, title: words.thoughts };
  const edited = editedMessage({
    api,
    clock,
    place,
    title: words.thoughts,
    stop: { label: words.stop, data: stopData(draftId) },
    intervalMs: order.isPrivate ? privateEditIntervalMs : groupEditIntervalMs,
    grow: (take) => delivery.grow(take),
  });
  if (!order.isPrivate || order.streaming === "edit") return edited;
  const text = textDraft(drafting);
  if (order.streaming === "text") return firstSupported([text, edited]);
  return firstSupported([richDraft(drafting), text, edited]);
}

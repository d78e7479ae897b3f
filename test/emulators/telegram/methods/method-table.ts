/** Every Bot API method this server knows; names are matched without regard to case. */
import { botMethods } from "./bot.ts";
import { chatMethods } from "./chat.ts";
import { deleteMethods } from "./delete.ts";
import { draftMethods } from "./drafts.ts";
import { editMethods } from "./edit.ts";
import { interactionMethods } from "./interaction.ts";
import { mediaMethods } from "./media.ts";
import { mediaGroupMethods } from "./media-group.ts";
import type { Method } from "./method.ts";
import { paymentMethods } from "./payments.ts";
import { profileMethods } from "./profile.ts";
import { receivingMethods } from "./receiving.ts";
import { relayMethods } from "./relay.ts";
import { richMethods } from "./rich.ts";
import { textMethods } from "./text.ts";

const METHODS: readonly Method[] = [
  ...botMethods,
  ...profileMethods,
  ...receivingMethods,
  ...textMethods,
  ...richMethods,
  ...draftMethods,
  ...editMethods,
  ...interactionMethods,
  ...mediaMethods,
  ...mediaGroupMethods,
  ...deleteMethods,
  ...relayMethods,
  ...chatMethods,
  ...paymentMethods,
];

const BY_NAME = new Map(METHODS.map((method) => [method.name.toLowerCase(), method]));

export function findMethod(name: string): Method | undefined {
  return BY_NAME.get(name.toLowerCase());
}

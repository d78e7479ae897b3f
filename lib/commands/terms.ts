/** /terms: who sells for Stars must show them before anybody pays (Telegram's Terms for bot developers). */

import type { Command } from "./command.ts";
import { refundDays } from "./money/list-refundable.ts";

export const terms: Command = {
  name: "terms",
  run: ({ words, house }) => ({
    reply: house.isBilled ? words.money.terms(refundDays) : words.money.free,
  }),
};

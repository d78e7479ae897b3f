/** Stars have come or gone: what the person is told of it. */

import type { DirectReply } from "../model/direct-reply.ts";
import { formatUsd } from "../model/format-usd.ts";
import type { Inbound } from "../model/inbound.ts";
import type { Receipt } from "../model/receipt.ts";
import { wordsFor } from "../words/words.ts";

export function sayReceipt({ from }: Inbound, receipt: Receipt): DirectReply {
  const { languageCode = "en" } = from;
  const { money } = wordsFor(languageCode);
  const { event, stars, amountNanoUsd, balanceNanoUsd, chargeId } = receipt;
  if (event === "not_refunded") return { reply: money.refund.refused };
  const said = {
    stars: `⭐ ${stars}`,
    amount: formatUsd(amountNanoUsd, languageCode),
    balance: formatUsd(balanceNanoUsd, languageCode),
    chargeId,
  };
  return { reply: money[event](said) };
}

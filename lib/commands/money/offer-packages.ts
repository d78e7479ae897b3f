/** What can be bought, each with what one gets for it. */
import { starPackages } from "../../billing/star-amount.ts";
import { creditedForStars } from "../../billing/stars.ts";
import type { Button } from "../../model/button.ts";
import { formatUsd } from "../../model/format-usd.ts";
import { moneyData } from "../../model/money-button.ts";
import type { MoneyOutcome } from "../../model/money-outcome.ts";
import { describeError } from "../../ops/describe-error.ts";
import { type MoneyAsked, say } from "./money-asked.ts";

export async function offerPackages(asked: MoneyAsked): Promise<MoneyOutcome> {
  const { ports, inbound, locale } = asked;
  const { pay } = asked.words;
  const [desk, balance] = await Promise.all([ports.cashDesk(), balanceText(asked)]);
  if (desk.key === null) return say(pay.closed);
  const ownerId = inbound.from.id;
  const packages = starPackages.map((stars): Button => {
    const credited = formatUsd(creditedForStars(desk.terms, stars), locale);
    const data = moneyData({ kind: "pay", ownerId, stars });
    return { label: pay.package(`⭐ ${stars}`, credited), data };
  });
  const other = { label: pay.other, data: moneyData({ kind: "pay", ownerId, stars: null }) };
  const buttons = [...packages, other].map((button) => [button]);
  return { kind: "say", saying: { kind: "text", text: pay.menu(balance), buttons } };
}

/** Null where nobody can say: to buy is possible all the same. */
async function balanceText({ ports, inbound, locale }: MoneyAsked): Promise<string | null> {
  const { id } = inbound.from;
  try {
    const { balanceNanoUsd } = await ports.accountOf(id).balance(id);
    return balanceNanoUsd === null ? null : formatUsd(balanceNanoUsd, locale);
  } catch (thrown) {
    ports.log.warn("money.balance_unknown", { user: id, ...describeError(thrown) });
    return null;
  }
}

/** What is left, what was spent on which day, and the last that happened. */
import { chartDays, spendChart } from "../../billing/spend-chart.ts";
import type { ButtonRows } from "../../model/button.ts";
import { formatUsd } from "../../model/format-usd.ts";
import type { LedgerOperation } from "../../model/ledger-entry.ts";
import { type NanoUsd, nanoUsd, sumNanoUsd } from "../../model/money.ts";
import { moneyData } from "../../model/money-button.ts";
import type { MoneyOutcome } from "../../model/money-outcome.ts";
import { describeError } from "../../ops/describe-error.ts";
import { readOperations, spendSince } from "../../store/read-operations.ts";
import { lastOperations, maxRead } from "./last-operations.ts";
import { type MoneyAsked, say } from "./money-asked.ts";

const dayMs = 24 * 60 * 60_000;

export async function balanceOf(asked: MoneyAsked): Promise<MoneyOutcome> {
  const { ports, inbound, words, locale } = asked;
  const { id } = inbound.from;
  const { balanceNanoUsd, lastTurnCostNanoUsd: lastCost } = await ports.accountOf(id).balance(id);
  if (balanceNanoUsd === null) return say(words.unavailable);
  // After it: asking the account is what brings a starter balance and the last charges into the books.
  const books = await readBooks(asked);
  const usd = (amount: NanoUsd) => formatUsd(amount, locale);
  const lines = [
    words.balance(usd(balanceNanoUsd)),
    books && words.spent(spentText(books.perDay, usd)),
    lastCost && words.lastAnswer(usd(lastCost)),
    books && lastOperations(asked, books.operations),
  ];
  const caption = lines.filter(Boolean).join("\n\n");
  const top = { label: words.topUp, data: moneyData({ kind: "packages", ownerId: id }) };
  const buttons: ButtonRows = [[top]];
  const png = books && (await picture(asked, books.perDay));
  if (png === null) return { kind: "say", saying: { kind: "text", text: caption, buttons } };
  return { kind: "say", saying: { kind: "picture", png, caption, buttons } };
}

type Books = {
  /** From the oldest day to today. */
  readonly perDay: readonly NanoUsd[];
  readonly operations: readonly LedgerOperation[];
};

/** Null where Postgres is away: the balance is known without it. */
async function readBooks({ ports, inbound }: MoneyAsked): Promise<Books | null> {
  const { store, clock, log } = ports;
  const { id } = inbound.from;
  const todayMs = Math.floor(clock.now() / dayMs) * dayMs;
  const daysMs = Array.from({ length: chartDays }, (_, ago) => todayMs - ago * dayMs).reverse();
  try {
    const [since, operations] = await Promise.all([
      spendSince(store, id, daysMs),
      readOperations(store, id, { limit: maxRead }),
    ]);
    const perDay = since.map((spent, day) => nanoUsd(spent - (since[day + 1] ?? 0)));
    return { perDay, operations };
  } catch (thrown) {
    log.warn("money.books_unread", { user: id, ...describeError(thrown) });
    return null;
  }
}

function spentText(perDay: readonly NanoUsd[], usd: (amount: NanoUsd) => string) {
  const last = (days: number) => usd(sumNanoUsd(perDay.slice(-days)));
  return { today: last(1), week: last(7), month: last(chartDays) };
}

/** Null where there is nothing to see yet, and where it cannot be drawn: the words say it too. */
async function picture(
  { ports, inbound }: MoneyAsked,
  perDay: readonly NanoUsd[],
): Promise<Uint8Array | null> {
  if (perDay.every((spent) => spent === 0)) return null;
  try {
    return await ports.draw(spendChart(perDay));
  } catch (thrown) {
    ports.log.error("money.chart_failed", { user: inbound.from.id, ...describeError(thrown) });
    return null;
  }
}

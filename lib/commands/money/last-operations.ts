/** The last that happened to a balance, a line each: all that one answer cost is one line. */
import { formatMoment } from "../../model/format-moment.ts";
import { formatUsd } from "../../model/format-usd.ts";
import type { LedgerOperation } from "../../model/ledger-entry.ts";
import { nanoUsd } from "../../model/money.ts";
import type { MoneyAsked } from "./money-asked.ts";

const shown = 5;
/** An answer with tools has a row for each step. */
export const maxRead = 60;

/** Empty where nothing happened yet. */
export function lastOperations(
  { words, locale }: MoneyAsked,
  operations: readonly LedgerOperation[],
): string {
  if (operations.length === 0) return "";
  const lines = together(operations)
    .slice(0, shown)
    .map(({ atMs, kind, amountNanoUsd }) => {
      const isAbsorbed = kind === "charge" && amountNanoUsd === 0;
      const what = isAbsorbed ? words.absorbed : words.operations[kind];
      const sign = amountNanoUsd > 0 ? "+" : "";
      return `${formatMoment(atMs, locale)} · ${what} · ${sign}${formatUsd(amountNanoUsd, locale)}`;
    });
  return [words.lastOperations, ...lines].join("\n");
}

/** Steps of one turn that follow each other, summed up; the newest first, as they come. */
function together(operations: readonly LedgerOperation[]): readonly LedgerOperation[] {
  const sums: LedgerOperation[] = [];
  for (const operation of operations) {
    const last = sums.at(-1);
    const isSame = last?.turnId !== null && last?.turnId === operation.turnId;
    if (!last || !isSame) sums.push(operation);
    else
      sums[sums.length - 1] = {
        ...last,
        amountNanoUsd: nanoUsd(last.amountNanoUsd + operation.amountNanoUsd),
      };
  }
  return sums;
}

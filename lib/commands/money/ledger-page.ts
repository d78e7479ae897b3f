/** A page of somebody's ledger for an admin, to the nano-dollar. */
import type { ButtonRows } from "../../model/button.ts";
import { exactUsd } from "../../model/exact-usd.ts";
import { formatMoment } from "../../model/format-moment.ts";
import type { UserId } from "../../model/ids.ts";
import type { LedgerOperation } from "../../model/ledger-entry.ts";
import { moneyData } from "../../model/money-button.ts";
import type { MoneyOutcome } from "../../model/money-outcome.ts";
import type { MoneyTask } from "../../model/money-task.ts";
import { findUser } from "../../store/find-user.ts";
import { readOperations } from "../../store/read-operations.ts";
import { adminWords } from "../../words/admin.ts";
import { type MoneyAsked, say } from "./money-asked.ts";

type ShowLedger = Extract<MoneyTask, { readonly kind: "show_ledger" }>;

/** With the longest notes it still fits one message. */
const pageSize = 10;
const maxNote = 200;

export async function ledgerPage(
  { ports, inbound }: MoneyAsked,
  { whom, page: { beforeSeq } }: ShowLedger,
): Promise<MoneyOutcome> {
  const userId = await findUser(ports.store, whom);
  if (userId === null) return say(adminWords.unknownUser);
  const page = { limit: pageSize + 1, ...(beforeSeq === null ? {} : { beforeSeq }) };
  const found = await readOperations(ports.store, userId, page);
  const operations = found.slice(0, pageSize);
  const [newest] = operations;
  if (newest === undefined) return say(adminWords.emptyLedger(String(userId)));
  const { balanceNanoUsd } = await ports.accountOf(userId).balance(userId);
  const balance = balanceNanoUsd === null ? "?" : exactUsd(balanceNanoUsd);
  const heading = adminWords.ledgerHeading(String(userId), balance);
  const text = [heading, ...operations.map(lineOf)].join("\n\n");
  const olderThan = found.length > pageSize ? operations.at(-1)?.ledgerSeq : undefined;
  const menu = { text, buttons: pageButtons(userId, beforeSeq !== null, olderThan) };
  return inbound.content.kind === "press"
    ? { kind: "edit", menu }
    : { kind: "say", saying: { kind: "text", ...menu } };
}

function lineOf(operation: LedgerOperation): string {
  const { ledgerSeq, atMs, kind, amountNanoUsd, balanceAfterNanoUsd, note } = operation;
  const figures = `${exactUsd(amountNanoUsd)} → ${exactUsd(balanceAfterNanoUsd)}`;
  const short = note.slice(0, maxNote);
  return `#${ledgerSeq} ${formatMoment(atMs, "en")} · ${kind} ${figures}${short && `\n${short}`}`;
}

function pageButtons(userId: UserId, isTurned: boolean, olderThan: number | undefined): ButtonRows {
  const to = (beforeSeq: number | null) => moneyData({ kind: "ledger", userId, beforeSeq });
  const older = olderThan === undefined ? [] : [{ label: adminWords.older, data: to(olderThan) }];
  const newest = isTurned ? [{ label: adminWords.newest, data: to(null) }] : [];
  const row = [...older, ...newest];
  return row.length === 0 ? [] : [row];
}

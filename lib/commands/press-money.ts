/** A button about money was pressed: what is to be done, and what whoever pressed reads for a moment. */
import type { PressReply } from "../model/direct-reply.ts";
import type { Inbound } from "../model/inbound.ts";
import { type MoneyPress, parseMoneyData } from "../model/money-button.ts";
import type { MoneyTask } from "../model/money-task.ts";
import { adminWords } from "../words/admin.ts";
import { type Words, wordsFor } from "../words/words.ts";
import type { House } from "./command.ts";

/** Null where it is another button, or one that only admins were shown. */
export function pressMoney(
  { from }: Inbound,
  data: string,
  { isBilled, adminIds }: House,
): PressReply | null {
  const press = parseMoneyData(data);
  if (!press) return null;
  const { money: words } = wordsFor(from.languageCode);
  if (press.kind === "ledger") {
    return adminIds.includes(from.id)
      ? { notice: adminWords.pressNotice, money: taskOf(press) }
      : null;
  }
  if (!isBilled) return { notice: words.free };
  if (press.ownerId !== from.id) return { notice: words.notYours };
  return { notice: noticeOf(press, words), money: taskOf(press) };
}

function noticeOf(press: MoneyPress, words: Words["money"]): string {
  if (press.kind === "refund") return words.refund.notice;
  // An empty notice shows nothing: what was asked for says enough.
  return press.kind === "pay" && press.stars !== null ? words.pay.notice : "";
}

function taskOf(press: MoneyPress): MoneyTask {
  switch (press.kind) {
    case "pay":
      return press.stars === null
        ? { kind: "ask_amount", problem: null }
        : { kind: "send_invoice", stars: press.stars };
    case "packages":
      return { kind: "offer_packages" };
    case "refund":
      return { kind: "refund_named", name: press.name };
    case "ledger":
      return {
        kind: "show_ledger",
        whom: { userId: press.userId },
        page: { beforeSeq: press.beforeSeq },
      };
  }
}

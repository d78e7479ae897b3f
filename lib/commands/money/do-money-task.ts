/** Does what a command or a button about money asks for, and gives what is to be said. */
import type { Inbound } from "../../model/inbound.ts";
import type { MoneyOutcome } from "../../model/money-outcome.ts";
import type { MoneyTask } from "../../model/money-task.ts";
import { describeError } from "../../ops/describe-error.ts";
import { wordsFor } from "../../words/words.ts";
import { askAmount } from "./ask-amount.ts";
import { askSupport } from "./ask-support.ts";
import { balanceOf } from "./balance-of.ts";
import { bookTopup } from "./book-topup.ts";
import { ledgerPage } from "./ledger-page.ts";
import { listRefundable } from "./list-refundable.ts";
import { type MoneyAsked, type MoneyPorts, say } from "./money-asked.ts";
import { offerPackages } from "./offer-packages.ts";
import { refundNamed, refundOne } from "./refund-one.ts";
import { sendInvoice } from "./send-invoice.ts";

/** Never rejects: where the books cannot be read the person is told so. */
export async function doMoneyTask(
  ports: MoneyPorts,
  inbound: Inbound,
  task: MoneyTask,
): Promise<MoneyOutcome> {
  const { languageCode } = inbound.from;
  const { money: words } = wordsFor(languageCode);
  try {
    return await perform({ ports, inbound, words, locale: languageCode ?? "en" }, task);
  } catch (thrown) {
    const { updateId: update } = inbound;
    ports.log.warn("money.failed", { task: task.kind, update, ...describeError(thrown) });
    return say(words.unavailable);
  }
}

function perform(asked: MoneyAsked, task: MoneyTask): MoneyOutcome | Promise<MoneyOutcome> {
  switch (task.kind) {
    case "show_balance":
      return balanceOf(asked);
    case "offer_packages":
      return offerPackages(asked);
    case "ask_amount":
      return askAmount(asked, task.problem);
    case "send_invoice":
      return sendInvoice(asked, task.stars);
    case "list_refundable":
      return listRefundable(asked);
    case "refund":
      return refundOne(asked, task.chargeId);
    case "refund_named":
      return refundNamed(asked, task.name);
    case "ask_support":
      return askSupport(asked, task.question);
    case "topup":
      return bookTopup(asked, task);
    case "show_ledger":
      return ledgerPage(asked, task);
  }
}

/** A task of money on its way: who asked, in which words, and the books, the account and the cash desk it needs. */
import type { RefundPorts } from "../../billing/book-refund.ts";
import type { CashDesk } from "../../billing/credit-for-payment.ts";
import type { Inbound } from "../../model/inbound.ts";
import type { MoneyOutcome } from "../../model/money-outcome.ts";
import type { Log } from "../../ops/log.ts";
import type { MoneyWords } from "../../words/money-words.ts";

export type MoneyPorts = RefundPorts & {
  readonly log: Log;
  readonly adminIds: readonly number[];
  readonly cashDesk: () => Promise<CashDesk>;
  /** An SVG as a PNG. */
  readonly draw: (svg: string) => Promise<Uint8Array>;
  /** False where it reached none of them. */
  readonly tellAdmins: (text: string) => Promise<boolean>;
};

export type MoneyAsked = {
  readonly ports: MoneyPorts;
  readonly inbound: Inbound;
  readonly words: MoneyWords;
  /** Of figures, as Telegram reports it. */
  readonly locale: string;
};

export function say(text: string): MoneyOutcome {
  return { kind: "say", saying: { kind: "text", text, buttons: [] } };
}

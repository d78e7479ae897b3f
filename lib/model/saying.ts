/** What the bot can say besides plain words: a question with a field for its answer, a picture, an invoice. */
import type { ButtonRows } from "./button.ts";

export type Saying =
  | { readonly kind: "text"; readonly text: string; readonly buttons: ButtonRows }
  /** Telegram opens a reply to it at once; `placeholder` (1–64 characters) stands in the field (Bot API, ForceReply). */
  | { readonly kind: "question"; readonly text: string; readonly placeholder: string }
  | {
      readonly kind: "picture";
      readonly png: Uint8Array;
      readonly caption: string;
      readonly buttons: ButtonRows;
    }
  | { readonly kind: "invoice"; readonly invoice: StarsInvoice };

/** A bill in Telegram Stars (Bot API, sendInvoice). */
export type StarsInvoice = {
  /** 1–32 characters. */
  readonly title: string;
  /** 1–255 characters. */
  readonly description: string;
  /** What the one line of the bill says. */
  readonly label: string;
  readonly stars: number;
  /** 1–128 bytes, which come back with the payment. */
  readonly payload: string;
};

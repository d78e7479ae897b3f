/** Telegram Stars: invoices that wait for a payer, and what was paid and refunded. */

export type StarInvoice = {
  readonly payload: string;
  /** Whole Stars. */
  readonly amount: number;
};

export type StarPayment = StarInvoice & {
  readonly chargeId: string;
  readonly userId: number;
  readonly paidAtSeconds: number;
  readonly refundedAtSeconds: number | null;
};

export type SavedStars = {
  readonly invoices: readonly (readonly [string, StarInvoice])[];
  readonly payments: readonly StarPayment[];
};

export class StarLedger {
  readonly #invoices = new Map<string, StarInvoice>();
  readonly #payments = new Map<string, StarPayment>();

  /** `key` names the message that carries the invoice. */
  putInvoice(key: string, invoice: StarInvoice): void {
    this.#invoices.set(key, invoice);
  }

  invoice(key: string): StarInvoice | undefined {
    return this.#invoices.get(key);
  }

  putPayment(payment: StarPayment): void {
    this.#payments.set(payment.chargeId, payment);
  }

  payment(chargeId: string): StarPayment | undefined {
    return this.#payments.get(chargeId);
  }

  payments(): readonly StarPayment[] {
    return [...this.#payments.values()];
  }

  save(): SavedStars {
    return { invoices: [...this.#invoices], payments: this.payments() };
  }

  load(saved: SavedStars): void {
    for (const [key, invoice] of saved.invoices) this.putInvoice(key, invoice);
    for (const payment of saved.payments) this.putPayment(payment);
  }
}

/** /refund: payments to choose from; with the id of a payment, that one. */
import type { Command } from "./command.ts";
import { moneyReply } from "./money-reply.ts";

export const refund: Command = {
  name: "refund",
  run: (asked) =>
    moneyReply(
      asked,
      asked.args === "" ? { kind: "list_refundable" } : { kind: "refund", chargeId: asked.args },
    ),
};

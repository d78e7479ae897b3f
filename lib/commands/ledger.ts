/** /ledger: an admin reads somebody's operations, or their own, page by page. */
import { adminWords } from "../words/admin.ts";
import type { Command } from "./command.ts";
import { adminReply, moneyReply } from "./money-reply.ts";
import { readWhom } from "./whom.ts";

export const showLedger: Command = {
  name: "ledger",
  run: (asked) =>
    adminReply(asked, "ledger", () => {
      const { args, inbound } = asked;
      const whom = args === "" ? { userId: inbound.from.id } : readWhom(args);
      if (whom === null) return { reply: adminWords.ledgerUsage };
      return moneyReply(asked, { kind: "show_ledger", whom, page: { beforeSeq: null } });
    }),
};

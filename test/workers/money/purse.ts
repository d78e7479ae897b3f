/** A person's money as tests look at it: their account, their ledger, and what they are given or take out. */
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect } from "vitest";
import { accountOf } from "../../../functions/account-of.ts";
import type { Env } from "../../../functions/env.ts";
import type { ThreadId, TurnId, UserId } from "../../../lib/model/ids.ts";
import type { LedgerEntry } from "../../../lib/model/ledger-entry.ts";
import { nanoUsd } from "../../../lib/model/money.ts";
import { moneyBindings } from "../../support/workers-world.ts";
import { eventually } from "../chat.ts";
import { query } from "../stores.ts";

export const starterNanoUsd = Number(moneyBindings.STARTER_BALANCE_USD) * 1e9;

let nextUserId = 9_000_000_000 + Math.floor(Math.random() * 1e9);
let nextEntry = 0;

export function openPurse(id: number = ++nextUserId) {
  const userId = id as UserId;
  const bindings = env as unknown as Env;
  // Each time anew: a stub is of no use any more when its object has died.
  const desk = () => accountOf(bindings, userId);
  const topup = async (amountNanoUsd: number) =>
    desk().credit({
      key: `topup:${userId}:${++nextEntry}`,
      userId,
      kind: "topup",
      amountNanoUsd: nanoUsd(amountNanoUsd),
      turnId: null,
      note: "",
    });
  return {
    userId,
    desk,
    topup,
    ask: (topic = 0) => ({
      userId,
      threadId: `${userId}:${topic}:${userId}` as ThreadId,
      owed: [],
    }),

    charge: (costNanoUsd: number, name = `test:${++nextEntry}`): LedgerEntry => ({
      key: `${userId}:${name}`,
      userId,
      kind: "charge",
      amountNanoUsd: nanoUsd(-costNanoUsd),
      turnId: `turn-${userId}` as TurnId,
      note: "",
    }),

    /** So that the person has exactly so much. */
    async holds(wantedNanoUsd: number): Promise<void> {
      const { balanceNanoUsd } = await desk().balance(userId);
      await topup(wantedNanoUsd - (balanceNanoUsd ?? 0));
    },

    /** Kills the object where it stands. */
    async abort(): Promise<void> {
      const { ACCOUNT } = bindings;
      const stub = ACCOUNT.get(ACCOUNT.idFromName(String(userId)));
      await runInDurableObject(stub, (_account, state) => state.abort("killed by a test")).catch(
        () => {},
      );
    },

    /** Resolves with the ledger when nothing is on its way there any more. */
    settled(): Promise<readonly Operation[]> {
      return eventually(async () => {
        const { ACCOUNT } = bindings;
        const stub = ACCOUNT.get(ACCOUNT.idFromName(String(userId)));
        const open = await runInDurableObject(stub, (_account, { storage }) =>
          storage.sql.exec("select key from charges where settled_at is null").toArray(),
        );
        expect(open).toEqual([]);
        const rows = await query(
          "select key, kind, amount_nano_usd, turn_id, note from balance_operations where user_id = $1 order by ledger_seq",
          userId,
        );
        const [stored] = await query("select balance_nano_usd from users where id = $1", userId);
        const operations = rows.map((row) => ({
          key: String(row.key),
          kind: String(row.kind),
          amountNanoUsd: Number(row.amount_nano_usd),
          turnId: row.turn_id,
          note: String(row.note),
        }));
        const sum = operations.reduce((total, { amountNanoUsd }) => total + amountNanoUsd, 0);
        expect(Number(stored?.balance_nano_usd)).toBe(sum);
        return operations;
      });
    },

    async storedNanoUsd(): Promise<number> {
      const [stored] = await query("select balance_nano_usd from users where id = $1", userId);
      return Number(stored?.balance_nano_usd);
    },
  };
}

export type Operation = {
  readonly key: string;
  readonly kind: string;
  readonly amountNanoUsd: number;
  readonly turnId: unknown;
  readonly note: string;
};

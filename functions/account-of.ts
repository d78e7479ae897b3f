/** The account of a user: the only place that knows how these Durable Objects are named. */
import type { AccountDesk } from "../lib/model/account.ts";
import type { UserId } from "../lib/model/ids.ts";
import type { Config, Env } from "./env.ts";

export function accountOf({ ACCOUNT }: Pick<Env, "ACCOUNT">, userId: UserId): AccountDesk {
  return ACCOUNT.get(ACCOUNT.idFromName(String(userId)));
}

/** Null where billing is off: then nobody has one. */
export function accountsOf(env: Pick<Env, "ACCOUNT">, { BILLING }: Pick<Config, "BILLING">) {
  return BILLING === "on" ? (userId: UserId) => accountOf(env, userId) : null;
}

/** No user's: it counts what all of them spend on a day. */
export function accountOfAll({ ACCOUNT }: Pick<Env, "ACCOUNT">) {
  return ACCOUNT.get(ACCOUNT.idFromName("all"));
}

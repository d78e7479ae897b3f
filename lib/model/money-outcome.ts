/** What came of a task of money: what is to be said or shown, or that it must be done again. */
import type { Menu } from "./button.ts";
import type { Saying } from "./saying.ts";

export type MoneyOutcome =
  | { readonly kind: "say"; readonly saying: Saying }
  /** The menu whose button was pressed shows this now. */
  | { readonly kind: "edit"; readonly menu: Menu }
  /** Not done, or nobody knows: to be done again, which repeats nothing; where that lasts too long `giveUp` is said. */
  | { readonly kind: "again"; readonly patienceMs: number; readonly giveUp: string };

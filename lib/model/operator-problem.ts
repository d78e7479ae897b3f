/** What no user can help and no waiting heals: an operator must act. */
export type OperatorProblem = {
  readonly kind:
    | "claude_account"
    /** All users together have spent what a day may cost. */
    | "daily_cap"
    | "ledger_wrong"
    | "stars_differ"
    /** Stars came or went in a way the books did not expect. */
    | "payment";
  /** For operators: names and codes, never content or keys. */
  readonly reason: string;
};

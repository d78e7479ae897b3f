/** Why what an admin typed is no amount of dollars. `ambiguous`: 1,000 may mean a thousand, or one. */
export type UsdProblem = "not_an_amount" | "ambiguous" | "too_fine" | "too_large" | "nothing";

/** Billing as operators deploy it, with more money and turns than any measurement uses up. */
export const richPeople = {
  BILLING: "on",
  STARTER_BALANCE_USD: "1000",
  NEW_USER_TURNS_PER_HOUR: "1000000",
};

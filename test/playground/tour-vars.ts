/** How `npm start` treats the people of the chat page: as customers with play money, so that all of it can be tried. */

/** The first of the chat list is an operator too; her id is the emulator's, so no real bot may know it. */
const adaId = 1001;

/** Stars cost nothing here: neither an empty balance nor a rule against abuse may end a newcomer's tour. */
export const tourVars: Readonly<Record<string, string>> = {
  BILLING: "on",
  // Enough for every tool several times, pictures too, and little enough to see it shrink.
  STARTER_BALANCE_USD: "1",
  NEW_USER_TURNS_PER_HOUR: "1000",
  ADMIN_IDS: String(adaId),
};

/** How a person is named to others: `Ada Lovelace (@ada)`. */
import type { Sender } from "./inbound.ts";

type Named = Pick<Sender, "firstName" | "lastName" | "username">;

export function displayName({ firstName, lastName, username }: Named): string {
  const handle = username === undefined ? undefined : `(@${username})`;
  return [firstName, lastName, handle].filter(Boolean).join(" ");
}

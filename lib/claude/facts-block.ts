/** The last block of a user turn that has news beside its words: absolute, so that it stays true in history (P7). */
import type { Block } from "../model/message.ts";
import type { ToldFacts } from "../model/told-facts.ts";
import { oneLine } from "./one-line.ts";
import { noteBlock } from "./text-block.ts";

const nameLength = 100;
const days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

export function factsBlock({ atMs, name }: ToldFacts): Block {
  const at = new Date(atMs);
  const time = `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;
  const person = oneLine(name, nameLength);
  const whom = person === "" ? "" : `; you talk with ${person}`;
  return noteBlock(`It is ${days[at.getUTCDay()]}, ${time}${whom}`);
}

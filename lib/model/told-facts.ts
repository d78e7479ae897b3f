/** What Claude is told beside the words, when it is news: what time it is, and whom it talks with. */
export type ToldFacts = {
  readonly atMs: number;
  /** As the person is called in Telegram. */
  readonly name: string;
};

/** A conversation that pauses for longer needs to be told the time anew. */
const newsAfterMs = 60 * 60 * 1000;

/** Null where what was told before still holds: a conversation in flow is told nothing twice. */
export function factsToTell(now: ToldFacts, before: ToldFacts | undefined): ToldFacts | null {
  if (!before || before.name !== now.name) return now;
  return now.atMs - before.atMs >= newsAfterMs || dayOf(now) !== dayOf(before) ? now : null;
}

function dayOf({ atMs }: ToldFacts): number {
  return Math.floor(atMs / (24 * newsAfterMs));
}

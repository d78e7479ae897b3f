/** What must hold of a chat whatever was cut off in it: I1–I9 of faults-and-benchmarks §2. */
import { type Books, booksOf } from "./books.ts";
import type { CrashWorld } from "./crash-world.ts";
import { arrivedOf, type Passenger } from "./passenger.ts";

export type Asked = {
  readonly passenger: Passenger;
  /** Everything this person has said, each different. */
  readonly questions: readonly string[];
};

/** Sentences about what does not hold; empty where all is well. */
export function violations({ passenger, questions }: Asked, all: Books): readonly string[] {
  const books = booksOf(passenger, all);
  return [
    ...questions.flatMap((question) => askedOnce(question, books)),
    ...books.turns.flatMap(usageOnce),
    ...books.turns.flatMap((turn) => chargedOnce(turn, books)),
    ...books.turns.flatMap(({ id }) => answered(id, books)),
    ...inOrder(books),
    ...sentOnce(passenger, books),
    ...accepted(books),
  ];
}

/** I1: each message stands in exactly one turn, and that has ended. */
function askedOnce(question: string, { messages }: Books): string[] {
  const asking = messages.filter(
    ({ role, blocks }) => role === "user" && blocks.some(({ text }) => text?.includes(question)),
  );
  return asking.length === 1 ? [] : [`"${question}" stands in ${asking.length} messages`];
}

/** I4: of every turn something has come to the person. */
function answered(turnId: string, { sent }: Books): string[] {
  return sent.some(({ turn_id }) => turn_id === turnId) ? [] : [`nothing came of turn ${turnId}`];
}

/** I2: one record per Claude request. */
function usageOnce({ id, steps }: Books["turns"][number]): string[] {
  const names = steps.map(({ attempt, step }) => `${attempt}.${step}`);
  return new Set(names).size === names.length ? [] : [`turn ${id} counts twice: ${names}`];
}

/** I2 and I3: each request of a turn stands in the ledger once, and together they cost what the turn says. */
function chargedOnce({ id, steps, cost_nano_usd }: Books["turns"][number], books: Books): string[] {
  const charges = books.charges.filter(({ turn_id }) => turn_id === id);
  const used = steps.map(({ attempt, step }) => `${id}:${attempt}:${step}`).sort();
  const charged = charges.map(({ key }) => key).sort();
  const sum = charges.reduce((total, { amount_nano_usd }) => total - Number(amount_nano_usd), 0);
  return [
    ...(charged.join() === used.join() ? [] : [`turn ${id} used ${used}, charged are ${charged}`]),
    ...(sum === Number(cost_nano_usd)
      ? []
      : [`turn ${id} cost ${cost_nano_usd}, charged is ${sum}`]),
  ];
}

/** I3: every balance is the sum of its ledger. */
export async function unbalanced({ rows }: Pick<CrashWorld, "rows">): Promise<string[]> {
  const wrong = await rows(`
    select users.id, balance_nano_usd, coalesce(sum(amount_nano_usd), 0) as sum
    from users left join balance_operations on user_id = users.id
    group by users.id having balance_nano_usd <> coalesce(sum(amount_nano_usd), 0)`);
  return wrong.map(
    ({ id, balance_nano_usd, sum }) => `user ${id} has ${balance_nano_usd}, not ${sum}`,
  );
}

/** I6: Postgres has the conversation without a gap. */
function inOrder({ messages }: Books): string[] {
  const seqs = messages.map(({ seq }) => Number(seq));
  return seqs.every((seq, index) => seq === index + 1) ? [] : [`messages have seqs ${seqs}`];
}

/** I7: what the person got is what the books know of, but for messages the log calls ambiguous. */
function sentOnce(passenger: Passenger, { calls, sent, ambiguous }: Books): string[] {
  const extra = arrivedOf(passenger, calls).length - sent.length;
  if (extra >= 0 && extra <= ambiguous.length) return [];
  return [`${extra} messages nobody knows of, ${ambiguous.length} are logged as ambiguous`];
}

/** Claude took every request: history is valid, whatever became of it. */
function accepted({ requests }: Books): string[] {
  const refused = requests.filter(({ status }) => status >= 400);
  return refused.map(({ index, status }) => `Claude refused request ${index} with ${status}`);
}

/** I5: nothing of one person stands in a request, or in a message, that is about another. */
export function mixedUp(passengers: readonly Passenger[], { requests, calls }: Books): string[] {
  const tags = passengers.map(({ tag }) => tag);
  const inRequests = requests
    .map(({ index, body }) => ({ index, text: JSON.stringify(body) }))
    .filter(({ text }) => tags.filter((tag) => text.includes(tag)).length > 1)
    .map(({ index }) => `request ${index} speaks of two people`);
  const inCalls = passengers.flatMap(({ chatId, tag }) =>
    calls
      .filter(({ params }) => JSON.stringify(params).includes(tag))
      .filter(({ params }) => Number(params.chat_id) !== chatId)
      .map(({ index }) => `call ${index} brings ${tag} to another chat`),
  );
  return [...inRequests, ...inCalls];
}

/** I8: no secret in the log. */
export function leaked(secrets: readonly string[], { log }: Books): string[] {
  const lines = log.filter((line) => secrets.some((secret) => line.includes(secret)));
  return lines.length === 0 ? [] : [`${lines.length} lines of the log hold a secret`];
}

/** What must hold of a chat whatever was cut off in it: I1–I9 of faults-and-benchmarks §2, without money (I3). */
import { type Books, booksOf } from "./books.ts";
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

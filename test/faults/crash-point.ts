/** Where a turn can be cut off: the crash points of faults-and-benchmarks §2, as the test build knows them. */

/**
 * The sign before each lets the bundle be searched for them. C3 and C6 happen outside the worker: there the stand-ins
 * say when, by a 200 and by a request that has come. C14 is about a payment and comes with the payments. C10 has two
 * sides, for nobody can tell them apart afterwards.
 */
export const crashPoints = {
  "@C1": "an update has come in, nothing is stored",
  "@C2": "it is stored, and Telegram has no 200",
  "@C4": "the alarm has begun",
  "@C5": "the journal says that Claude is asked, and nobody has asked",
  "@C7": "words are in the journal and not on the screen",
  "@C8": "Claude has ended a step, and the journal does not know",
  "@C9": "a step and its usage are in the journal",
  "@C9-outbox": "the turn is over, and the queue has none of its rows",
  "@C10": "a message is announced, and Telegram was not asked",
  "@C10-applied": "Telegram has the message, and the journal does not know",
  "@C11": "a message is sent and noted, and the turn is not over",
  "@C12": "rows are in Postgres, and the journal does not know",
  "@C13": "a tool has done its work, and the journal does not know",
} as const;

export type CrashPoint = keyof typeof crashPoints;

/** May the next turn begin? Asked of the user's account while the window is still open (P3). */
import type { Journal } from "../journal/journal.ts";
import type { Authorization, Grant } from "../model/account.ts";
import type { TurnState } from "../model/turn-state.ts";
import { describeError } from "../ops/describe-error.ts";
import { owe } from "./owe.ts";
import { ownerOf } from "./owner-of.ts";
import type { ThreadPorts } from "./thread-ports.ts";

/** The window has time for it; what it computes must not stand before the acknowledgement. */
const acknowledgeFirstMs = 5;
/** A batch that waited longer, for its files, is asked for anew. */
const freshMs = 10_000;
const unreachableRetryMs = 1000;

type Asked = { readonly atMs: number; readonly answer: Promise<Authorization> };

export class Clearance {
  readonly #journal: Journal;
  readonly #ports: ThreadPorts;
  #asked: Asked | null = null;

  constructor(journal: Journal, ports: ThreadPorts) {
    this.#journal = journal;
    this.#ports = ports;
  }

  /** Does nothing where it is being asked already. */
  begin(): void {
    if (this.#ports.accountOf) this.#asked ??= this.#askSoon();
  }

  /** Null where the turn needs none: it has one, it has begun, or billing is off. */
  async of(turn: TurnState): Promise<Authorization | null> {
    if (!this.#ports.accountOf) return null;
    const asked = this.#asked;
    this.#asked = null;
    if (turn.phase !== "sealed" || turn.grant) {
      await this.#giveBack(asked);
      return null;
    }
    const isFresh = asked && this.#ports.clock.now() - asked.atMs < freshMs;
    return isFresh ? asked.answer : this.#ask();
  }

  /** Where no turn came of the window. */
  async discardUnneeded(): Promise<void> {
    const { inbox, turns } = this.#journal;
    const asked = this.#asked;
    if (!asked || turns.open() || inbox.waiting().length > 0) return;
    this.#asked = null;
    await this.#giveBack(asked);
  }

  async #giveBack(asked: Asked | null): Promise<void> {
    const answer = await asked?.answer;
    if (answer?.kind === "granted") giveBack(this.#journal, answer.grant);
  }

  #askSoon(): Asked {
    const { clock } = this.#ports;
    const soon = clock.sleep(acknowledgeFirstMs, new AbortController().signal);
    return { atMs: clock.now(), answer: soon.then(() => this.#ask()) };
  }

  /** Never rejects: a turn whose account cannot be reached waits for it. */
  async #ask(): Promise<Authorization> {
    const { accountOf, log } = this.#ports;
    const { owed } = this.#journal;
    const { userId, threadId } = ownerOf(this.#journal);
    const told = owed.all().filter(({ kind }) => kind === "charge");
    try {
      const account = accountOf?.(userId);
      if (!account) throw new Error("billing is off");
      const entries = told.flatMap((each) => (each.kind === "charge" ? [each.entry] : []));
      const answer = await account.authorize({ userId, threadId, owed: entries });
      owed.remove(told);
      return answer;
    } catch (thrown) {
      log.error("turn.account_unreachable", { thread: threadId, ...describeError(thrown) });
      return { kind: "busy", retryAfterMs: unreachableRetryMs };
    }
  }
}

/** A place that nobody needs. */
export function giveBack(journal: Journal, { ticket }: Grant): void {
  journal.transact(() => owe(journal, { kind: "release", ticket }));
}

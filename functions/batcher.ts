/** Durable Object, one per thread: owns the journal, and with it everything that must not be lost or done twice. */
import { DurableObject } from "cloudflare:workers";
import { type Journal, openJournal } from "../lib/journal/journal.ts";
import type { ChatId } from "../lib/model/ids.ts";
import type { Inbound } from "../lib/model/inbound.ts";
import type { Membership } from "../lib/model/membership.ts";
import type { EditOutcome } from "../lib/turn/accept-edit.ts";
import type { Acceptance } from "../lib/turn/accept-inbound.ts";
import { type Estate, type EstateRequest, handOver } from "../lib/turn/hand-over.ts";
import { Thread } from "../lib/turn/thread.ts";
import type { ThreadPorts } from "../lib/turn/thread-ports.ts";
import { accountsOf } from "./account-of.ts";
import { servicesOf } from "./compose.ts";
import type { Env } from "./env.ts";
import { threadPorts } from "./thread-ports.ts";
import { TurnRunner } from "./turn-runner.ts";

export class Batcher extends DurableObject<Env> {
  readonly #journal: Journal;
  readonly #ports: ThreadPorts;
  readonly #thread: Thread;
  readonly #runner: TurnRunner;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    const services = servicesOf(env);
    const journal = openJournal(ctx.storage.sql, (work) => ctx.storage.transactionSync(work));
    this.#journal = journal;
    const accountOf = accountsOf(env, services.config);
    const owes = () => this.#thread.arm();
    this.#runner = new TurnRunner({ ctx, services, journal, accountOf, owes });
    this.#ports = threadPorts({ ctx, env, services, runner: this.#runner, accountOf });
    this.#thread = new Thread(journal, this.#ports);
  }

  /** Resolves when the message is durable: only then may Telegram be told. */
  enqueue(inbound: Inbound, addressed: boolean): Acceptance {
    return this.#thread.accept(inbound, addressed);
  }

  /** What was written is corrected before it is answered, answered again, or noted for the next turn. */
  edit(inbound: Inbound): EditOutcome {
    return this.#thread.edit(inbound);
  }

  /** The bot was let into the chat or shut out of it. */
  noteMembership(membership: Membership): void {
    this.#thread.noteMembership(membership);
  }

  /** The thread of a chat itself: that it was a basic group before. */
  noteMigration(from: ChatId): void {
    if (this.#journal.facts.migratedFrom() === null) this.#journal.facts.writeMigratedFrom(from);
  }

  migratedFrom(): ChatId | null {
    return this.#journal.facts.migratedFrom();
  }

  /** Gives this conversation to the thread of the supergroup that goes on with it. */
  handOver(request: EstateRequest): Promise<Estate> {
    return handOver(this.#journal, this.#ports, request);
  }

  /** The Stop button of a draft. A press that comes too late finds another draft, or none. */
  stop(draftId: number): void {
    this.#runner.stopDraft(draftId);
  }

  /** The flush consumer has these rows in Postgres. */
  applied(rowSeqs: readonly number[]): void {
    this.#thread.applied(rowSeqs);
  }

  override alarm(): Promise<void> {
    return this.#thread.wake();
  }
}

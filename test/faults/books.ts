/** What is left behind when everything is quiet: Postgres, the log and the stand-ins' records, read once for all chats. */
import type { RecordedRequest } from "../emulators/claude/control.ts";
import type { RecordedCall } from "../emulators/telegram/control.ts";
import type { CrashWorld } from "./crash-world.ts";
import type { Passenger } from "./passenger.ts";

export type TurnRow = {
  readonly id: string;
  readonly thread_id: string;
  readonly outcome: string;
  readonly cost_nano_usd: string;
  readonly steps: readonly {
    readonly attempt: number;
    readonly step: number;
    readonly partial: boolean;
  }[];
};
export type MessageRow = {
  readonly thread_id: string;
  readonly seq: number;
  readonly role: string;
  readonly blocks: readonly { readonly type: string; readonly text?: string }[];
};
export type SentRow = { readonly chat_id: string; readonly turn_id: string };

export type ChargeRow = {
  readonly key: string;
  readonly turn_id: string;
  readonly amount_nano_usd: string;
};

export type Books = {
  readonly calls: readonly RecordedCall[];
  readonly requests: readonly RecordedRequest[];
  readonly turns: readonly TurnRow[];
  readonly messages: readonly MessageRow[];
  readonly sent: readonly SentRow[];
  readonly charges: readonly ChargeRow[];
  /** Turns of which a message was sent again because nobody could know, once for each time. */
  readonly ambiguous: readonly string[];
  readonly log: readonly string[];
};

export async function readBooks(world: CrashWorld): Promise<Books> {
  const [calls, requests, turns, messages, sent, charges] = await Promise.all([
    world.calls(),
    world.requests(),
    world.rows("select id, thread_id, outcome, cost_nano_usd, steps from turns order by opened_at"),
    world.rows("select thread_id, seq, role, blocks from messages order by thread_id, epoch, seq"),
    world.rows("select chat_id, turn_id from sent_messages"),
    world.rows(
      "select key, turn_id, amount_nano_usd from balance_operations where kind = 'charge'",
    ),
  ]);
  const log = world.stack.worker.log.lines;
  const ambiguous = log.flatMap((line) => {
    const [, turn] = /"telegram\.ambiguous_send","turn":"([^"]+)"/.exec(line) ?? [];
    return turn === undefined ? [] : [turn];
  });
  return {
    calls,
    requests,
    turns: turns as TurnRow[],
    messages: messages as MessageRow[],
    sent: sent as SentRow[],
    charges: charges as ChargeRow[],
    ambiguous,
    log,
  };
}

/** The pages of one chat. */
export function booksOf({ chatId, threadId, tag }: Passenger, books: Books): Books {
  const turns = books.turns.filter(({ thread_id }) => thread_id === threadId);
  return {
    calls: books.calls.filter(({ params }) => Number(params.chat_id) === chatId),
    requests: books.requests.filter(({ body }) => JSON.stringify(body).includes(tag)),
    turns,
    messages: books.messages.filter(({ thread_id }) => thread_id === threadId),
    sent: books.sent.filter(({ chat_id }) => Number(chat_id) === chatId),
    charges: books.charges.filter((charge) => turns.some(({ id }) => id === charge.turn_id)),
    ambiguous: books.ambiguous.filter((turn) => turns.some(({ id }) => id === turn)),
    log: books.log,
  };
}

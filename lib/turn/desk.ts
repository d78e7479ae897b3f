/** The desk where a running turn reports to its thread, and is told whether it may go on. */

import { AppError } from "../model/app-error.ts";
import type { ChatId, MessageId, ThreadAddress, TurnId } from "../model/ids.ts";
import type { HeldFile } from "../model/known-file.ts";
import type { MadeRecord } from "../model/made-record.ts";
import type { Block, Message, StoredMessage } from "../model/message.ts";
import type { NanoUsd } from "../model/money.ts";
import type { StreamingMode } from "../model/settings.ts";
import type { ToolCost } from "../model/tool.ts";
import type { StepUsage, StopCause } from "../model/turn.ts";
import type { Answer, Part, SentPart } from "../model/turn-state.ts";
import type { DeskAdmission, ToolAsked } from "./admit-tool.ts";
import type { ToolRef } from "./spend-on-tool.ts";
import type { Step } from "./turn-phases.ts";

/**
 * Each call names its attempt; `false` means: this attempt is over, because a newer one has taken over or
 * the turn begins anew. Do nothing more then; what was used is kept all the same.
 */
export interface Desk {
  /** Hands over the way to stop this attempt; gives the cause where it was stopped already, else null. */
  onStop(stop: (cause: StopCause) => void): Promise<StopCause | null>;
  announce(attempt: number, step: Step): Promise<boolean>;
  checkpoint(attempt: number, shownText: string, step: StepUsage | null): Promise<boolean>;
  /** A step is over and the turn goes on; where it calls tools they may begin now. */
  stepped(attempt: number, stepped: Stepped): Promise<boolean>;
  /** A paid tool is about to run. */
  admit(attempt: number, asked: ToolAsked): Promise<DeskAdmission>;
  /** It is over; `cost` is null where it cost nothing. */
  spend(attempt: number, tool: ToolRef, cost: ToolCost | null): Promise<void>;
  /** What the tools gave back. */
  toolsDone(attempt: number, results: Message): Promise<boolean>;
  /** What tools made and Claude is to decide about. */
  keep(attempt: number, kept: readonly MadeRecord[]): Promise<boolean>;
  /** Claude has looked at a pending file. */
  previewed(attempt: number, id: string): Promise<boolean>;
  /** The words so far and what tools made become real messages, before the answer is whole. */
  commit(attempt: number, parts: readonly Part[]): Promise<boolean>;
  answered(attempt: number, answer: Answer, step: StepUsage | null): Promise<boolean>;
  /** Telegram refused a part: from now on the real messages are these. */
  replan(attempt: number, parts: readonly Part[]): Promise<boolean>;
  sent(attempt: number, part: SentPart): Promise<boolean>;
}

export type Stepped = {
  readonly message: Message;
  /** Its visible words, whole. */
  readonly text: string;
  readonly step: StepUsage | null;
  readonly callsTools: boolean;
};

/** Everything one attempt needs; it reads nothing else. */
export type TurnOrder = {
  readonly turnId: TurnId;
  readonly attempt: number;
  readonly thread: ThreadAddress;
  /** What its chat is called, and was before it became a supergroup: its files may stand under either. */
  readonly chatIds: readonly ChatId[];
  /** Files the journal knows of better than Postgres does. */
  readonly files: readonly HeldFile[];
  readonly isPrivate: boolean;
  /** What the answer is a reply to, so that everybody sees whose it is; absent in a private chat. */
  readonly replyTo?: MessageId;
  readonly languageCode: string | null;
  readonly model: string;
  /** The beginnings this conversation's thinking is bound to, hashed, by model. */
  readonly prefixes: Readonly<Record<string, string>>;
  readonly personality?: string;
  readonly streaming?: StreamingMode;
  readonly history: readonly StoredMessage[];
  readonly userBlocks: readonly Block[];
  /** What an earlier attempt has done: this one goes on behind it. */
  readonly said: readonly Message[];
  readonly spoken: string;
  /** The prices the turn began with. */
  readonly priceVersion?: string;
  /** By the requests and tools of this turn so far. */
  readonly spentNanoUsd: NanoUsd;
  /** What its person has paid of that; present where they wish to read what an answer costs. */
  readonly chargedNanoUsd?: NanoUsd;
  /** Real messages planned so far; all of them where only the delivery is left. */
  readonly parts: readonly Part[];
  readonly sent: readonly SentPart[];
  /** Present where only the delivery is left. */
  readonly answer: Answer | null;
};

export type TurnEnd =
  | { readonly kind: "delivered" }
  | { readonly kind: "undeliverable"; readonly reason: string }
  /** The answer is safe in the journal; its delivery must be tried again later. */
  | {
      readonly kind: "deferred";
      readonly afterMs: number;
      /** True where the part under way may have arrived; false where Telegram said that it did not. */
      readonly ambiguous: boolean;
    }
  | { readonly kind: "superseded" };

/** Stops an attempt that is no longer the current one. */
export async function proceed(allowed: Promise<boolean>): Promise<void> {
  if (await allowed) return;
  throw new AppError("attempt_superseded", "A newer attempt has taken over", {
    retry: { kind: "never" },
    blame: "us",
  });
}

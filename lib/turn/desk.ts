/** The desk where a running turn reports to its thread, and is told whether it may go on. */

import { AppError } from "../model/app-error.ts";
import type { ThreadAddress, TurnId } from "../model/ids.ts";
import type { Block, StoredMessage } from "../model/message.ts";
import type { StepUsage } from "../model/turn.ts";
import type { Answer, Part, SentPart } from "../model/turn-state.ts";
import type { Step } from "./turn-phases.ts";

/** Each call names its attempt; `false` means: a newer attempt has taken over, do nothing more. */
export interface Desk {
  /** Hands over the way to stop this attempt; `false` where it was stopped already. */
  onStop(stop: () => void): Promise<boolean>;
  announce(attempt: number, step: Step): Promise<boolean>;
  checkpoint(attempt: number, shownText: string, step: StepUsage | null): Promise<boolean>;
  answered(attempt: number, answer: Answer, step: StepUsage | null): Promise<boolean>;
  /** Telegram refused the formatting of a part: from now on the answer consists of these. */
  replan(attempt: number, parts: readonly Part[]): Promise<boolean>;
  sent(attempt: number, part: SentPart): Promise<boolean>;
}

/** Everything one attempt needs; it reads nothing else. */
export type TurnOrder = {
  readonly turnId: TurnId;
  readonly attempt: number;
  readonly thread: ThreadAddress;
  readonly isPrivate: boolean;
  readonly languageCode: string | null;
  readonly model: string;
  readonly history: readonly StoredMessage[];
  readonly userBlocks: readonly Block[];
  /** Present where only the delivery is left. */
  readonly answer: Answer | null;
  readonly sent: readonly SentPart[];
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

/** What travels together: messages in the order they were written, each with its files. */
import type { MediaOutcome } from "./attachment.ts";
import type { Inbound } from "./inbound.ts";

export type BatchItem = {
  readonly inbound: Inbound;
  /** Its own file first, then that of the message it replies to. */
  readonly media: readonly MediaOutcome[];
};

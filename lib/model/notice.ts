/** A sentence that is owed to a person about one of their files: kept until Telegram has it (P1). */
import type { Attachment, FileProblem } from "./attachment.ts";
import type { Inbound } from "./inbound.ts";

export type Notice = {
  /** Where to say it, and in which language. */
  readonly inbound: Inbound;
  readonly attachment: Attachment;
  readonly problem: FileProblem;
  readonly notedAtMs: number;
};

/** What is answered without Claude: a sentence, and at most one button and one effect on the thread. */
import type { Button } from "./again-button.ts";

export type DirectReply = {
  readonly reply: string;
  /** Then the reply stands below the message it answers. */
  readonly button?: Button;
  readonly effect?: "new-epoch";
};

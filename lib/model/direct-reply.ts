/** What is answered without Claude: a sentence, and at most one effect on the thread. */
export type DirectReply = {
  readonly reply: string;
  readonly effect?: "new-epoch";
};

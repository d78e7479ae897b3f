/** An answered message that was edited, as Claude is to be told of it: history itself is never rewritten (P7). */
export type EditNote = {
  /** When the message was first sent. */
  readonly sentAtMs: number;
  /** What it reads now; empty where its words were taken out. */
  readonly words: string;
};

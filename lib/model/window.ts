/** A thread's open window: messages sent in one breath, waiting to become one batch. */
export type OpenWindow = {
  readonly openedAtMs: number;
  readonly closesAtMs: number;
  readonly count: number;
  /** Something in it is known to arrive in slow pieces: the longer cap holds. */
  readonly slow: boolean;
};

/** The numbers of design §6, as a thread has them when nobody configured anything. */
import type { ThreadRules } from "../../lib/turn/thread-ports.ts";

export const rules: ThreadRules = {
  windowMs: 200,
  quietMs: { album: 300, forward: 1000, split: 1500 },
  textCapMs: 5000,
  slowCapMs: 12_000,
  maxInbounds: 20,
  mediaWaitMs: 30_000,
  voiceWaitMs: 90_000,
  model: "claude-sonnet-5-5",
  maxAttempts: 2,
};

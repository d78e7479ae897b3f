/** Tells the test that a crash point is reached; its answer decides what happens there. */
import type { Env } from "../../../functions/env.ts";
import type { CrashPoint } from "../crash-point.ts";

export type CrashEnv = Env & { readonly CRASH_CONTROL_URL: string };
export type Reach = (point: CrashPoint, chatId: number) => Promise<void>;

/** Returns where the worker may go on, throws where the test wants it to, and waits for as long as it is not told. */
export function reachWith({ CRASH_CONTROL_URL }: CrashEnv): Reach {
  return async (point, chatId) => {
    const response = await fetch(`${CRASH_CONTROL_URL}/${point}/${chatId}`);
    await response.body?.cancel();
    if (!response.ok) throw new Error(`a test lets it fail at ${point}`);
  };
}

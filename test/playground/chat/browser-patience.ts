/** How long the browser tests wait before they call something missing. */
import { expect } from "vitest";

/** A browser on a busy machine needs longer than vitest's default five seconds. */
export const browserTimes = { timeout: 30_000 };

/** `expect.poll` with the patience of `browserTimes`. */
export const eventually = <Value>(read: () => Value) => expect.poll(read, { timeout: 10_000 });

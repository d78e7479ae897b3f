/** Claude calls the tool of the tests: `costNanoUsd` in `more` makes it a paid one. */
import type { Script } from "../../emulators/claude/control.ts";

export const echo = (say: string, more: Record<string, unknown> = {}): Script["steps"][number] => ({
  type: "tool_use",
  name: "echo",
  input: { say, ...more },
});

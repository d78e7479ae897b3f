/** What operators may ask of the bot in a chat. */
import { answerDeadLetters, readDeadLettersCommand } from "../lib/commands/dead-letters.ts";
import { describeError } from "../lib/ops/describe-error.ts";
import type { ThreadPorts } from "../lib/turn/thread-ports.ts";
import { storeAway } from "../lib/words/dead-letters.ts";
import type { Services } from "./compose.ts";

/** Two requests each: an alarm has time for so many. */
const atMost = 100;

export function operatorPorts(services: Services): Pick<ThreadPorts, "answerOperator"> {
  const { config, store, clock, log } = services;
  return {
    async answerOperator(inbound) {
      const args = readDeadLettersCommand(inbound, config.ADMIN_IDS);
      if (args === null) return null;
      try {
        return await answerDeadLetters({ services: { store, now: clock.now }, args, atMost });
      } catch (thrown) {
        log.warn("operator.dead_letters_failed", { ...describeError(thrown) });
        return storeAway;
      }
    },
  };
}

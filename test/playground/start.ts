/** `npm start`: the whole of Ferry on this machine, until Ctrl-C. */
import { runPlayground } from "./playground.ts";
import { sayWhy } from "./start-refused.ts";
import { stopSignal } from "./stop-signal.ts";

try {
  await runPlayground(process.argv.slice(2), process.cwd(), stopSignal());
} catch (error) {
  process.exitCode = sayWhy(error);
}
process.exit();

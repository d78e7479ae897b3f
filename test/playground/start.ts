/** `npm start`: the whole of Ferry on this machine, until Ctrl-C. */
import { runPlayground } from "./playground.ts";
import { StartRefused } from "./start-refused.ts";
import { stopSignal } from "./stop-signal.ts";

try {
  await runPlayground(process.argv.slice(2), process.cwd(), stopSignal());
} catch (error) {
  console.error(error instanceof StartRefused ? error.message : error);
  process.exitCode = 1;
}
process.exit();

/** The worker as tests run it: the deployed one, with one more tool. */
import { ClaudeWorker as DeployedClaudeWorker } from "../../functions/claude.ts";
// Loaded before they are asked for: who asks at once would await one promise of Vite's, which requests may not share.
import "file-type";
import "../../lib/store/neon-client.ts";
import type { Toolbox } from "../../lib/turn/run-turn.ts";
import { echoTool, estimateEcho, runEcho } from "./echo-tool.ts";

export { Account, Batcher, default, MediaWorker } from "../../functions/index.ts";

export class ClaudeWorker extends DeployedClaudeWorker {
  protected override toolbox(priceVersion?: string): Toolbox {
    const { definitions, run, estimate } = super.toolbox(priceVersion);
    return {
      definitions: [...definitions, echoTool],
      run: (call, context) =>
        call.name === "echo" ? runEcho(call, this.env.FILES, context) : run(call, context),
      estimate: (call) => (call.name === "echo" ? estimateEcho(call) : estimate(call)),
    };
  }
}

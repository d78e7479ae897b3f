/** The tools of this deployment: the same for every turn, each charged by the prices its turn began with. */
import { currentPriceVersion } from "../lib/billing/prices.ts";
import { openTools } from "../lib/tools/registry.ts";
import { openToolbox, type Toolbox } from "../lib/tools/toolbox.ts";
import type { Env } from "./env.ts";
import { type EngineServices, toolEngines } from "./tool-engines.ts";

export type ToolboxOf = (priceVersion?: string) => Toolbox;

/** Made when first asked for, and once per version: Claude is told the same of each (P7). */
export function toolboxes(env: Env, services: Omit<EngineServices, "priceVersion">): ToolboxOf {
  const opened = new Map<string, Toolbox>();
  const open = (priceVersion: string) =>
    openToolbox(openTools(toolEngines(env, { ...services, priceVersion })), services.log);
  return (priceVersion = currentPriceVersion) => {
    const toolbox = opened.get(priceVersion) ?? open(priceVersion);
    opened.set(priceVersion, toolbox);
    return toolbox;
  };
}

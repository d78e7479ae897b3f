/** Who looks at files for tools: the analysis model, priced like every other request. */
import { costOfUsage } from "../lib/billing/cost-of-usage.ts";
import { type PricedModel, priceOfModel } from "../lib/billing/price-of-model.ts";
import { currentPriceVersion, priceBook } from "../lib/billing/prices.ts";
import { askAboutFile } from "../lib/claude/ask-about-file.ts";
import type { Asked } from "../lib/claude/ask-once.ts";
import { AppError } from "../lib/model/app-error.ts";
import { noUsage } from "../lib/model/usage.ts";
import { describeError } from "../lib/ops/describe-error.ts";
import type { Analyst, Finding } from "../lib/tools/analysis/analyst.ts";
import type { EngineServices } from "./tool-engines.ts";

/** Throws AppError `config_invalid` for a model without a price. */
export function openAnalyst(services: EngineServices): Analyst {
  const { config, claude, clock, log } = services;
  const model = config.ANALYSIS_MODEL;
  const priced = pricedModel(model, services.priceVersion);
  return {
    async ask(inquiry, signal) {
      const idleMs = config.STREAM_IDLE_MS;
      const asking = { signal, clock, idleMs, random: () => Math.random() };
      const asked = await askAboutFile(claude, { ...inquiry, model }, asking);
      if (!(asked instanceof AppError)) return findingOf(asked, priced);
      log.warn("analysis.failed", { model, ...describeError(asked) });
      return { kind: "failed", reason: problemOf(asked) };
    },
    estimateNanoUsd: (inputTokens, outputTokens) =>
      costOfUsage(priced, { ...noUsage, inputTokens, outputTokens }),
  };
}

function pricedModel(model: string, priceVersion: string): PricedModel {
  // The model may have come with a later price list than the turn's.
  for (const version of [priceVersion, currentPriceVersion]) {
    const priced = priceOfModel(priceBook, { priceVersion: version, model });
    if (!("reason" in priced)) return priced;
  }
  const options = { retry: { kind: "never" }, blame: "us" } as const;
  throw new AppError("config_invalid", "ANALYSIS_MODEL: has no price", options);
}

function findingOf({ text, stopReason, usage }: Asked, priced: PricedModel): Finding {
  const cost = { amountNanoUsd: costOfUsage(priced, usage), note: priced.model };
  if (stopReason === "refusal") return { kind: "declined", cost };
  return { kind: "answer", text, isCut: stopReason !== "end_turn", cost };
}

function problemOf({ code, retry }: AppError): Extract<Finding, { kind: "failed" }>["reason"] {
  if (code === "claude_too_large") return "too_large";
  return code === "claude_rejected" && retry.kind === "never" ? "rejected" : "unavailable";
}

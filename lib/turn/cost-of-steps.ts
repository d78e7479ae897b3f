/** What a turn's requests have cost so far, to know when it is enough; what is charged is reckoned by billing. */
import { costOfUsage } from "../billing/cost-of-usage.ts";
import { priceOfModel } from "../billing/price-of-model.ts";
import { currentPriceVersion, priceBook } from "../billing/prices.ts";
import { type NanoUsd, nanoUsd, sumNanoUsd } from "../model/money.ts";
import type { StepUsage } from "../model/turn.ts";

/** A model that is not priced any more counts nothing: no turn of it can begin. */
export function costOfSteps(steps: readonly StepUsage[]): NanoUsd {
  return sumNanoUsd(steps.map(costOfStep));
}

function costOfStep({ model, usage }: StepUsage): NanoUsd {
  const priced = priceOfModel(priceBook, { priceVersion: currentPriceVersion, model });
  return "reason" in priced ? nanoUsd(0) : costOfUsage(priced, usage);
}

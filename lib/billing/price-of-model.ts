/** Looks up what one turn is charged by: the model's prices, as they were when the turn began. */
import type { ModelPrices, PriceBook } from "./price-table.ts";

export type PricedModel = ModelPrices & {
  readonly model: string;
  readonly webSearch: number;
};

/** Both are reasons to refuse the request before it is sent: what it would cost, nobody could say. */
export type Unpriced = { readonly reason: "unknown_model" | "unknown_version" };

export function priceOfModel(
  book: PriceBook,
  { priceVersion, model }: { readonly priceVersion: string; readonly model: string },
): PricedModel | Unpriced {
  const table = book.get(priceVersion);
  if (!table) return { reason: "unknown_version" };
  const prices = table.models.get(model);
  if (!prices) return { reason: "unknown_model" };
  return { ...prices, model, webSearch: table.webSearch };
}

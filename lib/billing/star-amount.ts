/** How many Stars a user can buy at once: packages, or a number of their own. */

/** From the smallest (original-behaviour §4.8). */
export const starPackages: readonly number[] = [10, 50, 100, 250, 500];

export const maxStars = 2_500;

export type StarAmount =
  | { readonly kind: "stars"; readonly stars: number }
  | { readonly reason: "not_a_number" | "out_of_range" };

/** As a user typed it: digits only, so `-5`, `1e3`, `2.5` and `NaN` are no numbers of Stars (faults F45). */
export function readStarAmount(text: string): StarAmount {
  const typed = text.trim();
  if (!/^\d+$/.test(typed)) return { reason: "not_a_number" };
  const stars = Number(typed);
  return stars >= 1 && stars <= maxStars ? { kind: "stars", stars } : { reason: "out_of_range" };
}

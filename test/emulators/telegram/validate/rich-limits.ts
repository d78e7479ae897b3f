/** The published limits of a rich message [@grammyjs/types rich.d.ts, "Rich Message Limits"]. */
export const RICH_LIMITS = {
  characters: 32_768,
  blocks: 500,
  levels: 16,
  media: 50,
  columns: 20,
  buttonsInRow: 8,
} as const;

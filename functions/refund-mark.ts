/** A mark in R2 that a refund is on its way: put before it opens, taken by cron when all is done. */
import type { Env } from "./env.ts";

export const refundMarks = "refunds/";

export async function markRefund({ FILES }: Pick<Env, "FILES">, chargeId: string): Promise<void> {
  await FILES.put(`${refundMarks}${chargeId}`, "");
}

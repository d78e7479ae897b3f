/** A mark in R2 that a refund is on its way: put before it opens, taken by cron when all is done. */
import type { Env } from "./env.ts";

type Bucket = Pick<Env, "FILES">;

export type RefundMark = {
  readonly key: string;
  readonly chargeId: string;
  readonly atMs: number;
};

const folder = "refunds/";

/** One for each time it is asked for: cron must not take the mark of somebody who asks again meanwhile. */
export async function markRefund({ FILES }: Bucket, chargeId: string, nowMs: number) {
  await FILES.put(`${folder}${nowMs}/${chargeId}`, "");
}

export async function refundMarks({ FILES }: Bucket): Promise<readonly RefundMark[]> {
  const { objects } = await FILES.list({ prefix: folder });
  return objects.map(({ key }) => {
    const [, at = "", ...rest] = key.split("/");
    return { key, chargeId: rest.join("/"), atMs: Number(at) };
  });
}

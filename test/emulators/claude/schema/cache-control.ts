/** `cache_control` as the SDK types it (CacheControlEphemeral). */
import { z } from "zod";

const cacheControl = z.strictObject({
  type: z.literal("ephemeral"),
  ttl: z.enum(["5m", "1h"]).optional(),
});

/** Spread into every object that may carry a breakpoint. */
export const cacheable = { cache_control: cacheControl.nullish() };

export type CacheControl = z.output<typeof cacheControl>;

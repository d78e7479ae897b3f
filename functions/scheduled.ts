/** Cron: what no single thread can notice by itself. */

import { servicesOf } from "./compose.ts";
import type { Env } from "./env.ts";

/** Threads wake by their own alarms; the tick only proves, in the log, that cron and configuration are alive. */
export async function sweep(controller: ScheduledController, env: Env): Promise<void> {
  servicesOf(env).log.info("cron.tick", { cron: controller.cron });
}

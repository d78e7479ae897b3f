/**
 * Cron: what no single thread can notice by itself. Threads wake by their own alarms; updates that a thread
 * could not store wait in R2, where only their chat's next update or this sweep finds them; bytes grow old there.
 * It also proves the books, where money has moved.
 */
import { checkBooks } from "./check-books.ts";
import { compareStarsDaily } from "./compare-stars.ts";
import { servicesOf } from "./compose.ts";
import { moveBuried } from "./dead-letters.ts";
import type { Env } from "./env.ts";
import { finishRefunds } from "./finish-refunds.ts";
import { reconcileStars } from "./reconcile-stars.ts";
import { bringIn } from "./spill.ts";
import { sweepBytes } from "./sweep-bytes.ts";

/** The tick also proves, in the log, that cron and configuration are alive. */
export async function sweep(controller: ScheduledController, env: Env): Promise<void> {
  const services = servicesOf(env);
  const spilled = await bringIn("spill/", { env, services });
  const deletedBytes = await sweepBytes(env, services.clock.now());
  await finishRefunds({ env, services });
  await reconcileStars({ env, services });
  const movedLetters = await moveBuried({ env, services });
  await checkBooks({ env, services });
  await compareStarsDaily({ env, services });
  services.log.info("cron.tick", { cron: controller.cron, ...spilled, deletedBytes, movedLetters });
}

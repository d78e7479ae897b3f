/** Notices when the worker does not take what was said: without it, a refused webhook looks like a slow answer. */
import type { RecordedDelivery } from "../emulators/telegram/control.ts";
import type { SimClient } from "./sim-client.ts";

const LOOK_EVERY_MS = 1_000;
/** Telegram tries again at once and then after 2 s: a worker that only restarts is back by then. */
const TOO_MANY = 3;

export type DeliveryWatch = {
  readonly sim: SimClient;
  /** Deliveries up to this index are older than what was said. */
  readonly after: number;
  readonly onRefused: (why: string) => void;
};

/** Calls `onRefused` after three failed attempts in a row; returns the function that ends the watch. */
export function watchDeliveries({ sim, after, onRefused }: DeliveryWatch): () => void {
  const look = async () => {
    const { deliveries } = await sim.get<{ deliveries: RecordedDelivery[] }>(
      `/sim/deliveries?after=${after}`,
    );
    const last = deliveries.slice(-TOO_MANY);
    const refused =
      last.length === TOO_MANY && last.every(({ status }) => status < 200 || status > 299);
    if (refused) onRefused(describe(last.at(-1)?.status ?? 0));
  };
  // The playground may be stopping; the event stream says so.
  const timer = setInterval(() => void look().catch(() => undefined), LOOK_EVERY_MS);
  return () => clearInterval(timer);
}

function describe(status: number): string {
  return status === 0 ? "nobody listens at the webhook" : `the webhook answers ${status}`;
}

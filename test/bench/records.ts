/** What the stand-ins have recorded since somebody last looked; they run in this process, on one clock. */

import type { RecordedRequest } from "../emulators/claude/control.ts";
import type { ClaudeControl } from "../emulators/claude/control-client.ts";
import type { RecordedCall, RecordedDelivery } from "../emulators/telegram/control.ts";
import type { SimClient } from "../playground/sim-client.ts";

/** Times in them are wall-clock milliseconds, whole: a difference of two is off by less than 1. */
export type Records = {
  /** Updates posted to the webhook by Telegram. */
  readonly deliveries: readonly RecordedDelivery[];
  readonly requests: readonly RecordedRequest[];
  /** Of the Bot API. */
  readonly calls: readonly RecordedCall[];
};

type Numbered = { readonly index: number };

export function openRecords(sim: SimClient, claude: ClaudeControl): () => Promise<Records> {
  const seen = { deliveries: 0, requests: 0, calls: 0 };

  return async () => {
    const [{ deliveries }, requests, { calls }] = await Promise.all([
      sim.get<Pick<Records, "deliveries">>(`/sim/deliveries?after=${seen.deliveries}`),
      claude.requests(seen.requests),
      sim.get<Pick<Records, "calls">>(`/sim/calls?after=${seen.calls}`),
    ]);
    seen.deliveries = lastIndex(deliveries, seen.deliveries);
    seen.requests = lastIndex(requests, seen.requests);
    seen.calls = lastIndex(calls, seen.calls);
    return { deliveries, requests, calls };
  };
}

function lastIndex(records: readonly Numbered[], before: number): number {
  return records.at(-1)?.index ?? before;
}

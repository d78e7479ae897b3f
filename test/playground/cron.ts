/** Fires the worker's cron triggers, which wrangler leaves silent locally. */

export type CronOptions = {
  readonly workerUrl: string;
  readonly expressions: readonly string[];
  readonly everyMs: number;
};

/** Fires every trigger each `everyMs`; returns the function that stops it. */
export function startCron(options: CronOptions): () => void {
  const timer = setInterval(() => {
    // A worker that is just restarting misses a tick, as it would a minute of a real outage.
    void tickCron(options).catch(() => undefined);
  }, options.everyMs);
  return () => clearInterval(timer);
}

/** Fires every trigger once and waits for the handlers. Path as wrangler 4.164 prints it. */
export async function tickCron(options: Omit<CronOptions, "everyMs">): Promise<void> {
  for (const expression of options.expressions) {
    const url = new URL("/cdn-cgi/local/scheduled", options.workerUrl);
    url.searchParams.set("cron", expression);
    const response = await fetch(url);
    if (!response.ok)
      throw new Error(`The cron trigger "${expression}" failed with ${response.status}`);
  }
}

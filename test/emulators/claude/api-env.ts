/** What every API route finds in its hono context. */
import type { HttpBindings } from "@hono/node-server";
import type { LogEntry } from "./request-log.ts";

export type ApiEnv = {
  readonly Bindings: HttpBindings;
  readonly Variables: { requestId: string; log: LogEntry };
};

/** The one place that knows which requests need the beta of compactions: those that ask for one, and those that begin with one. */
import type { Middleware } from "@anthropic-ai/sdk";
import * as z from "zod";

/** platform.claude.com, Compaction on demand: on the request for a summary and on every later one that carries it. */
const compactionBeta = "compact-2026-09-04";

const asksForOne = z.object({ compaction: z.object({}) });
const beginning = z.object({
  content: z.tuple([z.object({ type: z.literal("compaction") })], z.unknown()),
});
const beginsWithOne = z.object({ messages: z.tuple([beginning], z.unknown()) });
const needsBeta = z.union([asksForOne, beginsWithOne]);

export const carryCompactionBeta: Middleware = (request, next, { options }) => {
  if (needsBeta.safeParse(options?.body).success)
    request.headers.append("anthropic-beta", compactionBeta);
  return next(request);
};

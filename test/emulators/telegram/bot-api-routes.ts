/** `/bot<token>/<method>` and `/file/bot<token>/<path>`: what the bot itself talks to. */
import type { HttpBindings } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { ApiError } from "./api-error.ts";
import { type CallAnswer, callBotApi, refusal } from "./bot-api-call.ts";
import type { Emulator } from "./emulator.ts";
import { readParams } from "./read-params.ts";

type Bindings = { Bindings: HttpBindings };

export function botApiRoutes(emulator: Emulator): Hono<Bindings> {
  const app = new Hono<Bindings>();
  app.get("/file/:bot{bot[^/]+}/:path{.+}", (context) => {
    const problem = tokenProblem(emulator, context.req.param("bot"));
    if (problem !== null) return respond(context, refusal(problem));
    const file = emulator.world.files.byPath(context.req.param("path"));
    if (file === undefined) return respond(context, refusal(new ApiError(404, "Not Found")));
    const bytes = new Uint8Array(emulator.world.files.bytes(file));
    return context.body(bytes, 200, { "content-type": "application/octet-stream" });
  });
  app.on(["GET", "POST"], "/:bot{bot[^/]*}/:method", async (context) => {
    const problem = tokenProblem(emulator, context.req.param("bot"));
    if (problem !== null) return respond(context, refusal(problem));
    try {
      const params = await readParams(context.req.raw);
      return respond(context, await callBotApi(emulator, context.req.param("method"), params));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return respond(context, refusal(error));
    }
  });
  return app;
}

/** A malformed token has no address at all; a well-formed wrong one is unauthorized. */
function tokenProblem({ token }: Emulator, segment: string): ApiError | null {
  const given = segment.slice("bot".length);
  if (given === token) return null;
  return /^\d+:[\w-]+$/.test(given)
    ? new ApiError(401, "Unauthorized")
    : new ApiError(404, "Not Found");
}

function respond(context: Context<Bindings>, answer: CallAnswer): Response {
  if (answer.kind === "reset") {
    context.env.incoming.socket.resetAndDestroy();
    return new Response(null, { headers: { "x-hono-already-sent": "true" } });
  }
  return Response.json(answer.body, { status: answer.status });
}

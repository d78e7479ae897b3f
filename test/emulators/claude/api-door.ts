/** What every API request passes first: the record, the request id, the key, the version. */
import { createMiddleware } from "hono/factory";
import type { ApiEnv } from "./api-env.ts";
import { errorResponse } from "./api-error.ts";
import { makeId } from "./make-id.ts";
import { publicHeaders } from "./request-log.ts";
import { checkVersion } from "./rules/api-version.ts";
import { checkKey } from "./rules/authentication.ts";
import type { World } from "./world.ts";

/** Routes that write to the raw socket report to the log themselves. */
export const apiDoor = (world: World) =>
  createMiddleware<ApiEnv>(async (c, next) => {
    const { method, headers } = c.req.raw;
    const log = world.requests.open({
      method,
      path: c.req.path,
      headers: publicHeaders(headers),
    });
    const requestId = makeId("req");
    c.set("log", log);
    c.set("requestId", requestId);
    const refusal = checkKey(headers, world.apiKey) ?? checkVersion(headers);
    if (refusal === null) await next();
    else c.res = errorResponse(refusal, requestId);
    if (c.env.outgoing.headersSent) return;
    c.res.headers.set("request-id", requestId);
    log.started(c.res.status);
    log.ended({ aborted: false });
  });

/** The `/sim/*` routes through which tests steer the stand-in; control.ts has their shapes. */
import { Hono } from "hono";
import type { z } from "zod";
import {
  CONTROL_HEADER,
  clockSchema,
  type RecordedRequests,
  releaseSchema,
  scriptSchema,
} from "./control.ts";
import type { World } from "./world.ts";

export function controlRoutes(world: World, controlKey: string): Hono {
  const routes = new Hono();

  routes.use("/sim/*", async (c, next) => {
    if (c.req.header(CONTROL_HEADER) !== controlKey) return c.json({ error: "wrong key" }, 403);
    return next();
  });

  routes.post("/sim/scripts", (c) =>
    withBody(c.req.raw, scriptSchema, (script) => world.scripts.add(script)),
  );
  routes.post("/sim/release", (c) =>
    withBody(c.req.raw, releaseSchema, ({ name }) => world.holds.release(name)),
  );
  routes.post("/sim/clock", (c) =>
    withBody(c.req.raw, clockSchema, ({ advanceMs }) => world.advance(advanceMs)),
  );
  routes.post("/sim/reset", (c) => {
    world.reset();
    return c.json({ ok: true });
  });
  routes.get("/sim/requests", (c) => {
    const after = Number(c.req.query("after") ?? 0);
    return c.json({
      requests: world.requests.after(after),
    } satisfies RecordedRequests);
  });

  /** The Files API gives no upload back; a test may see that the right bytes arrived. */
  routes.get("/sim/files/:id", (c) => {
    const file = world.files.get(c.req.param("id"));
    if (file === undefined) return c.json({ error: "there is no such file" }, 404);
    return c.body(new Uint8Array(file.bytes));
  });

  return routes;
}

async function withBody<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  act: (body: z.output<Schema>) => void,
): Promise<Response> {
  const parsed = schema.safeParse(await request.json());
  if (!parsed.success) return Response.json({ error: parsed.error.message }, { status: 400 });
  act(parsed.data);
  return Response.json({ ok: true });
}

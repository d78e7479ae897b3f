/** The `/sim` routes of control.ts. */
import { type Context, Hono } from "hono";
import { streamSSE } from "hono/streaming";
import type { z } from "zod";
import type { ChatEvent } from "./control.ts";
import * as schemas from "./control-schemas.ts";
import { postRawUpdate } from "./delivery/raw-update.ts";
import type { Emulator } from "./emulator.ts";
import { edit, forward, remove } from "./people/change.ts";
import {
  createChat,
  createTopic,
  deleteTopic,
  setBlocked,
  setKicked,
} from "./people/membership.ts";
import { migrate } from "./people/migrate.ts";
import { pay, takeStars } from "./people/pay.ts";
import { press, stopDraft } from "./people/press.ts";
import { Refusal } from "./people/refusal.ts";
import { speak } from "./people/speak.ts";
import { snapshot } from "./world/snapshot.ts";

/** A file is whatever a bot or a person sent; opened in a browser it must not act as the chat page. */
const UNTRUSTED = { "content-security-policy": "sandbox", "x-content-type-options": "nosniff" };

/** What is returned is the answer; nothing means `{}`. */
type Action<Input> = (input: Input) => unknown;

export function controlRoutes(emulator: Emulator): Hono {
  const { world, recorder, faults } = emulator;
  const app = new Hono();
  const on = <Schema extends z.ZodType>(
    path: string,
    schema: Schema,
    run: Action<z.output<Schema>>,
  ) => app.post(path, (context) => act(context, schema, run));

  on("/messages", schemas.sendMessage, (input) => ({ messages: speak(emulator, input) }));
  on("/edits", schemas.editMessage, (input) => ({ message: edit(emulator, input) }));
  on("/deletions", schemas.deletion, (input) => remove(emulator, input));
  on("/forwards", schemas.forwarding, (input) => ({ messages: forward(emulator, input) }));
  on("/callbacks", schemas.press, async (input) => ({ answer: await press(emulator, input) }));
  on("/stops", schemas.stopPress, (input) => stopDraft(emulator, input));
  on("/payments", schemas.pay, (input) => pay(emulator, input));
  on("/payments/unheard", schemas.takeStars, (input) => ({
    chargeId: takeStars(emulator, input).chargeId,
  }));
  on("/migrations", schemas.migration, ({ chatId }) => ({ chat: migrate(emulator, chatId) }));
  on("/chats", schemas.createChat, (input) => ({ chat: createChat(emulator, input) }));
  on("/topics", schemas.newTopic, ({ chatId, name }) => ({
    topic: createTopic(emulator, chatId, name),
  }));
  on("/topics/delete", schemas.oldTopic, ({ chatId, topicId }) =>
    deleteTopic(emulator, chatId, topicId),
  );
  on("/blocks", schemas.block, ({ userId, blocked }) => setBlocked(emulator, userId, blocked));
  on("/kicks", schemas.kick, ({ chatId, kicked }) => setKicked(emulator, chatId, kicked));
  on("/updates", schemas.rawUpdate, async (input) => ({
    statuses: await postRawUpdate(emulator, input),
  }));
  on("/faults", schemas.fault, (input) => ({ id: faults.add(input) }));
  app.delete("/faults", (context) => {
    faults.clear();
    return context.json({});
  });

  app.get("/state", (context) => context.json(snapshot(world)));
  app.get("/events", (context) => streamEvents(context, emulator));
  app.get("/calls", (context) => context.json({ calls: recorder.callsAfter(after(context)) }));
  app.get("/deliveries", (context) =>
    context.json({ deliveries: recorder.deliveriesAfter(after(context)) }),
  );
  app.get("/files/:fileId", (context) => {
    const file = world.files.get(context.req.param("fileId"));
    if (file === undefined) return context.json({ error: "There is no such file" }, 404);
    const bytes = new Uint8Array(world.files.bytes(file));
    return context.body(bytes, 200, { ...UNTRUSTED, "content-type": file.mimeType });
  });
  return app;
}

async function act<Schema extends z.ZodType>(
  context: Context,
  schema: Schema,
  run: Action<z.output<Schema>>,
): Promise<Response> {
  if (!context.req.header("content-type")?.startsWith("application/json")) {
    return context.json({ error: "content-type must be application/json" }, 400);
  }
  const body: unknown = await context.req.json().catch(() => null);
  const input = schema.safeParse(body);
  if (!input.success)
    return context.json({ error: input.error.issues.map(describe).join("; ") }, 400);
  try {
    const result: unknown = await run(input.data);
    return Response.json(result ?? {});
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return context.json({ error: error.message }, 400);
  }
}

function describe(issue: z.core.$ZodIssue): string {
  return `${issue.path.join(".") || "body"}: ${issue.message}`;
}

function streamEvents(context: Context, { world }: Emulator): Response {
  return streamSSE(context, async (stream) => {
    const closed = Promise.withResolvers<void>();
    const send = (event: ChatEvent): void => {
      stream.writeSSE({ data: JSON.stringify(event) }).catch(() => closed.resolve());
    };
    const unsubscribe = world.events.subscribe(send);
    stream.onAbort(() => closed.resolve());
    send({ type: "snapshot", snapshot: snapshot(world) });
    await closed.promise;
    unsubscribe();
  });
}

function after(context: Context): number {
  return Math.max(0, Number(context.req.query("after") ?? 0) || 0);
}

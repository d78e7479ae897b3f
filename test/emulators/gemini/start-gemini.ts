/** Starts the Gemini stand-in: generateContent of the image model on a loopback port. */
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { getRequestListener, type HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { Hono } from "hono";
import { refuseForeign } from "../loopback-guard.ts";
import { listenOnLoopback } from "../loopback-server.ts";
import { answerOf } from "./answer.ts";
import { checkKey, errorOf, errorResponse } from "./api-error.ts";
import {
  CONTROL_HEADER,
  type Fault,
  faultSchema,
  type QueuedFault,
  type RecordedRequest,
} from "./control.ts";
import { parseRequest, promptOf, sourcesOf } from "./request.ts";

export const imageModel = "gemini-3-pro-image";

export type StartGemini = {
  /** 0 or absent: any free port. */
  readonly port?: number;
  readonly apiKey?: string;
  readonly controlKey?: string;
};

export type Gemini = {
  /** For GEMINI_BASE_URL: no path. */
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly controlKey: string;
  readonly requests: readonly RecordedRequest[];
  stop(): Promise<void>;
};

export async function startGemini(options: StartGemini = {}): Promise<Gemini> {
  const { port = 0, apiKey = secret(), controlKey = secret() } = options;
  const requests: RecordedRequest[] = [];
  const faults: QueuedFault[] = [];
  const app = new Hono<{ Bindings: HttpBindings }>();

  app.use(async ({ env, text }, next) => {
    const foreign = refuseForeign(env.incoming, env.incoming.socket.localPort ?? 0);
    return foreign === null ? next() : text(foreign, 403);
  });

  app.post("/v1beta/models/:call", async ({ req, env }) => {
    const refused = checkKey(req.header("x-goog-api-key"), apiKey);
    if (refused) return errorResponse(refused);
    const [model = "", method] = req.param("call").split(":");
    if (model !== imageModel || method !== "generateContent") {
      return errorResponse(errorOf(404, `models/${model} is not found for API version v1beta`));
    }
    const request = parseRequest(await req.text());
    if ("code" in request) return errorResponse(request);
    const prompt = promptOf(request);
    const { imageConfig = {} } = request.generationConfig ?? {};
    const fault = faultFor(prompt, faults);
    const sources = sourcesOf(request).map(({ bytes }) => sha256(bytes));
    requests.push({
      model,
      prompt,
      aspectRatio: imageConfig.aspectRatio ?? null,
      size: imageConfig.imageSize ?? null,
      sources,
      status: fault === null ? 200 : fault.kind === "error" ? fault.code : 0,
    });
    return fault ? failBy(fault, env.outgoing) : Response.json(await answerOf(model, request));
  });

  app.use("/sim/*", async ({ req, json }, next) =>
    req.header(CONTROL_HEADER) === controlKey ? next() : json({ error: "wrong key" }, 403),
  );
  app.post("/sim/faults", async ({ req, json }) => {
    faults.push(faultSchema.parse(await req.json()));
    return json({ ok: true });
  });
  app.get("/sim/requests", ({ json }) => json({ requests }));
  app.notFound(() => errorResponse(errorOf(404, "Requested entity was not found.")));

  const server = createServer(getRequestListener(app.fetch));
  const listening = await listenOnLoopback(server, port);
  const baseUrl = `http://127.0.0.1:${listening.port}`;
  return { baseUrl, apiKey, controlKey, requests, stop: listening.pause };
}

function faultFor(prompt: string, faults: QueuedFault[]): Fault | null {
  const at = faults.findIndex(({ match }) => prompt.includes(match));
  const found = faults[at];
  if (!found) return null;
  faults.splice(at, 1, ...(found.times > 1 ? [{ ...found, times: found.times - 1 }] : []));
  return found.fault;
}

async function failBy(fault: Fault, outgoing: ServerResponse): Promise<Response> {
  switch (fault.kind) {
    case "error":
      return errorResponse(errorOf(fault.code, "The model is overloaded."));
    case "hang":
      await once(outgoing, "close");
      return RESPONSE_ALREADY_SENT;
    case "garbage":
      return new Response("<html>502 Bad Gateway</html>");
    case "no_picture":
      return Response.json(pictureOf(Buffer.from("this is no picture")));
    case "huge":
      return Response.json(pictureOf(Buffer.alloc(40 * 1024 * 1024)));
    case "cut":
      outgoing.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
      outgoing.write(`{"candidates": [`, () => outgoing.destroy());
      return RESPONSE_ALREADY_SENT;
  }
}

function pictureOf(bytes: Buffer): object {
  const inlineData = { mimeType: "image/png", data: bytes.toString("base64") };
  return { candidates: [{ content: { parts: [{ inlineData }] }, finishReason: "STOP" }] };
}

function sha256(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function secret(): string {
  return randomBytes(18).toString("hex");
}

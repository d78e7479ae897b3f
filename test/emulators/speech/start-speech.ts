/** An OpenAI-compatible speech endpoint on 127.0.0.1: hears what a test says it hears, and remembers what it was sent. */
import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { listenOnLoopback } from "../loopback-server.ts";

export type Heard = {
  readonly fileName: string;
  readonly mimeType: string;
  readonly bytes: Uint8Array;
  readonly fields: Readonly<Record<string, string>>;
};

export type Spoken = {
  readonly text: string;
  readonly language: string;
  readonly duration: number;
};

type Answer = Spoken | number | ((heard: Heard) => Spoken);

export type SpeechEndpoint = {
  /** For OPENAI_BASE_URL: ends in /v1. */
  readonly baseUrl: string;
  readonly heard: readonly Heard[];
  /** The answer from now on; a number is an HTTP status. */
  answer(answer: Answer): void;
  stop(): Promise<void>;
};

export type SpeechOptions = {
  readonly apiKey: string;
  /** Absent: any that is free. */
  readonly port?: number;
};

export async function startSpeech({ apiKey, port = 0 }: SpeechOptions): Promise<SpeechEndpoint> {
  const heard: Heard[] = [];
  let answer: Answer = { text: "", language: "english", duration: 0 };
  const app = new Hono();
  app.post("/v1/audio/transcriptions", async ({ req, json }) => {
    if (req.header("authorization") !== `Bearer ${apiKey}`) return json({}, 401);
    const { file, ...fields } = Object.fromEntries(await req.formData());
    if (!(file instanceof File)) return json({ error: { message: "file is required" } }, 400);
    const bytes = new Uint8Array(await file.arrayBuffer());
    const sound: Heard = {
      fileName: file.name,
      mimeType: file.type,
      bytes,
      fields: fields as Record<string, string>,
    };
    heard.push(sound);
    if (typeof answer === "number") return Response.json({ error: {} }, { status: answer });
    const spoken = typeof answer === "function" ? answer(sound) : answer;
    return json({ task: "transcribe", ...spoken });
  });
  const server = createServer(getRequestListener(app.fetch));
  const listening = await listenOnLoopback(server, port);
  return {
    baseUrl: `http://127.0.0.1:${listening.port}/v1`,
    heard,
    answer: (next) => {
      answer = next;
    },
    stop: listening.pause,
  };
}

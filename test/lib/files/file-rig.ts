/** The files room on stand-ins of its vendors: people send, it receives, and what the vendors saw can be asked. */
import { randomUUID } from "node:crypto";
import { InputFile } from "grammy";
import { currentPrices } from "../../../lib/billing/prices.ts";
import { openKnownUploads } from "../../../lib/cache/known-uploads.ts";
import { openCache } from "../../../lib/cache/redis.ts";
import { openClaude } from "../../../lib/claude/client.ts";
import { uploadFile } from "../../../lib/claude/upload-file.ts";
import type { FilePorts } from "../../../lib/files/ports.ts";
import { receiveFile } from "../../../lib/files/receive-file.ts";
import { openAiSpeech } from "../../../lib/files/speech/openai-speech.ts";
import type { Attachment, MediaOutcome } from "../../../lib/model/attachment.ts";
import type { ThreadAddress } from "../../../lib/model/ids.ts";
import { createLog } from "../../../lib/ops/log.ts";
import { openBotApi } from "../../../lib/telegram/bot-api.ts";
import { openFile } from "../../../lib/telegram/open-file.ts";
import { openClaude as openClaudeStandIn } from "../../emulators/claude/open-claude.ts";
import { startRedis } from "../../emulators/redis/start-redis.ts";
import { startSpeech } from "../../emulators/speech/start-speech.ts";
import { ADA, startRig } from "../../emulators/telegram/testing/rig.ts";
import { openFileDoor } from "./file-door.ts";

export type FileRig = Awaited<ReturnType<typeof startFileRig>>;

const speechKey = "sk-speech-test-key-0123456789";

export function ownedBy(userId: number): ThreadAddress {
  return { chatId: userId, topicId: 0, userId } as ThreadAddress;
}

export async function startFileRig() {
  const telegram = await startRig({ limits: "off" });
  const claude = await openClaudeStandIn();
  const redis = await startRedis({ engine: "embedded" });
  const speech = await startSpeech({ apiKey: speechKey });
  const door = await openFileDoor(telegram.telegram.port);
  const { token } = telegram.telegram;
  const stored = new Map<string, Uint8Array>();
  const logged: string[] = [];
  const write = (line: string) => logged.push(line);
  const botApi = openBotApi({ token, apiRoot: door.apiRoot });
  const reached = { token, apiRoot: door.apiRoot, botApi, get: fetch };
  const cache = openCache({
    url: redis.url,
    token: redis.token,
    now: Date.now,
    callTimeoutMs: 5000,
  });

  const ports: FilePorts = {
    log: createLog({ out: write, err: write }),
    newId: randomUUID,
    downloadTimeoutMs: 20_000,
    openFile: (fileId, signal) => openFile(reached, fileId, signal),
    upload: uploadWith(claude.claude.apiKey),
    bytes: {
      async put(key, body) {
        stored.set(key, new Uint8Array(await new Response(body).arrayBuffer()));
      },
      async get(key) {
        const bytes = stored.get(key);
        return bytes === undefined ? null : new Blob([new Uint8Array(bytes)]).stream();
      },
    },
    images: null,
    speech: openAiSpeech({
      apiKey: speechKey,
      baseUrl: speech.baseUrl,
      timeoutMs: 20_000,
      nanoUsdPerSecond: currentPrices.speechSecond["whisper-1"],
      post: fetch,
    }),
    uploads: openKnownUploads(cache),
  };

  function uploadWith(apiKey: string): FilePorts["upload"] {
    const client = openClaude({ apiKey, baseUrl: claude.claude.baseUrl });
    return (file) =>
      uploadFile(client, file, { withLength: (stream) => stream, timeoutMs: 20_000 });
  }

  return {
    ports,
    door,
    stored,
    logged,
    speech,
    secrets: [token, claude.claude.apiKey, speechKey],
    /** As if Claude no longer took our key. */
    refusedUpload: uploadWith("sk-wrong"),
    claude: claude.client,
    advanceClaude: claude.control.advance,

    async uploads(): Promise<number> {
      const requests = await claude.control.requests(-1);
      return requests.filter(({ method, path }) => method === "POST" && path === "/v1/files")
        .length;
    },

    /** The document as it comes in an update. */
    async document(bytes: Uint8Array, name: string): Promise<Attachment> {
      const { document } = await telegram.api.sendDocument(ADA, new InputFile(bytes, name));
      return {
        kind: "document",
        fileId: document.file_id,
        fileUniqueId: document.file_unique_id,
        fileName: name,
      };
    },

    async voice(bytes: Uint8Array): Promise<Attachment> {
      const sent = await telegram.api.sendVoice(ADA, new InputFile(bytes, "voice.ogg"));
      const { file_id: fileId, file_unique_id: fileUniqueId } = sent.voice;
      return { kind: "voice", fileId, fileUniqueId, durationSeconds: 7 };
    },

    receive(attachment: Attachment, changes: Partial<FilePorts> = {}): Promise<MediaOutcome> {
      return this.receiveFor(ADA, attachment, changes);
    },

    receiveFor(
      userId: number,
      attachment: Attachment,
      changes: Partial<FilePorts> & { readonly nowMs?: number } = {},
    ): Promise<MediaOutcome> {
      const { nowMs = Date.now(), ...changed } = changes;
      const request = { attachment, owner: ownedBy(userId), nowMs };
      return receiveFile({ ...ports, ...changed }, request);
    },

    async stop(): Promise<void> {
      await door.stop();
      await Promise.all([
        telegram.telegram.stop(),
        claude.claude.stop(),
        redis.stop(),
        speech.stop(),
      ]);
    },
  };
}

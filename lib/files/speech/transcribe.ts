/** A voice or video note becomes the words spoken in it. */
import type { Attachment, MediaOutcome } from "../../model/attachment.ts";
import { describeError } from "../../ops/describe-error.ts";
import { type Content, wholeContent } from "../content.ts";
import { detectMime } from "../detect-mime.ts";
import { fileNameOf } from "../file-name.ts";
import type { FilePorts } from "../ports.ts";
import type { SpeechEngine } from "./speech-engine.ts";

export async function transcribe(
  content: Content,
  attachment: Attachment,
  ports: Pick<FilePorts, "bytes" | "log"> & { readonly speech: SpeechEngine },
): Promise<MediaOutcome> {
  const { speech, log } = ports;
  const { declaredMimeType, durationSeconds = 0 } = attachment;
  const mimeType = await detectMime({ head: content.head, declaredMimeType });
  if (!/^(audio|video)\//.test(mimeType))
    return { kind: "problem", problem: { reason: "wrong_type" } };
  try {
    const heard = await speech.transcribe({
      bytes: new Uint8Array(await wholeContent(content, ports)),
      fileName: fileNameOf(attachment, mimeType, false),
      mimeType,
      durationSeconds,
    });
    return { kind: "transcript", transcript: { ...heard, engine: speech.name } };
  } catch (thrown) {
    log.warn("speech.failed", { engine: speech.name, ...describeError(thrown) });
    return { kind: "problem", problem: { reason: "speech_failed" } };
  }
}

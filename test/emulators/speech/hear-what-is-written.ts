/** Recordings that end with what is spoken in them, so that a transcript proves which recording was heard. */
import type { Heard, Spoken } from "./start-speech.ts";

/** Appended to a recording's own bytes. */
export function spokenBytes(spoken: Spoken): Uint8Array {
  return new TextEncoder().encode(`spoken:${JSON.stringify(spoken)}`);
}

/** Of any other recording it says that it cannot hear, and what it was given: half a minute of voice is some 100 kB. */
export function hearWhatIsWritten({ bytes, mimeType }: Heard): Spoken {
  const [, written] = new TextDecoder().decode(bytes).split("spoken:");
  if (written !== undefined) return JSON.parse(written) as Spoken;
  const text = `This is the stand-in for speech: it hears nothing, but it was given ${bytes.byteLength} bytes of ${mimeType}.`;
  return { text, language: "english", duration: Math.ceil(bytes.byteLength / 3500) };
}

/** Recordings that end with what is spoken in them, so that a transcript proves which recording was heard. */
import type { Heard, Spoken } from "./start-speech.ts";

/** Appended to a recording's own bytes. */
export function spokenBytes(spoken: Spoken): Uint8Array {
  return new TextEncoder().encode(`spoken:${JSON.stringify(spoken)}`);
}

/** Throws where nothing is written. */
export function hearWhatIsWritten({ bytes }: Heard): Spoken {
  const [, written = ""] = new TextDecoder().decode(bytes).split("spoken:");
  return JSON.parse(written) as Spoken;
}

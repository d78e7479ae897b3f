/** The microphone, through MediaRecorder. */

export type Recording = {
  /** Ends the recording and lets go of the microphone. */
  readonly stop: () => Promise<{
    readonly file: File;
    readonly seconds: number;
  }>;
};

/** Telegram's voice notes are Ogg/Opus; a browser that cannot record that gives what it can. */
const preferredTypes = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus", "audio/mp4"];

const openMicrophone = async (): Promise<MediaStream | null> => {
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch {
    // No microphone, or not allowed: the caller offers a file instead.
    return null;
  }
};

/** Null where there is nothing to record with. `tick` gets the seconds so far. */
export const startRecording = async (
  tick: (seconds: number) => void,
): Promise<Recording | null> => {
  const stream = await openMicrophone();
  if (!stream) return null;
  const mimeType = preferredTypes.find((type) => MediaRecorder.isTypeSupported(type)) ?? "";
  const recorder = new MediaRecorder(stream, { mimeType });
  const pieces: Blob[] = [];
  const startedAtMs = performance.now();
  const seconds = (): number => (performance.now() - startedAtMs) / 1000;
  const timer = setInterval(() => tick(seconds()), 250);
  recorder.addEventListener("dataavailable", ({ data }) => pieces.push(data));
  recorder.start();
  return {
    stop: () =>
      new Promise((resolve) => {
        const length = seconds();
        clearInterval(timer);
        recorder.addEventListener("stop", () => {
          for (const track of stream.getTracks()) track.stop();
          const type = recorder.mimeType.split(";")[0] ?? "";
          resolve({
            file: new File(pieces, "voice.ogg", { type }),
            seconds: length,
          });
        });
        recorder.stop();
      }),
  };
};

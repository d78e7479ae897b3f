/** Speaks instead of writing: records where there is a microphone, else asks for a sound file. */
import { box, element } from "../dom/element.ts";
import { icon } from "../dom/icon.ts";
import { durationText } from "../model/time-text.ts";
import type { Picked } from "./read-file.ts";
import { type Recording, startRecording } from "./recording.ts";

export const createVoiceButton = (
  notify: (text: string) => void,
  send: (voice: Picked) => void,
) => {
  const picker = element("input", {
    type: "file",
    accept: "audio/*",
    hidden: true,
    "aria-label": "Voice file",
  });
  const start = element(
    "button",
    { type: "button", class: "round", "aria-label": "Voice message" },
    icon("microphone"),
  );
  const clock = element("span", { class: "clock" }, "0:00");
  const cancel = element(
    "button",
    { type: "button", class: "round", "aria-label": "Cancel recording" },
    icon("delete"),
  );
  const finish = element(
    "button",
    { type: "button", class: "round send", "aria-label": "Send recording" },
    icon("send"),
  );
  const recorder = element("div", { class: "recorder", hidden: true }, cancel, clock, finish);
  let recording: Recording | null = null;

  const sendFile = (file: File, seconds: number): void =>
    send({ file, as: "voice", durationSeconds: Math.max(1, Math.round(seconds)) });

  const showRecorder = (next: Recording | null): void => {
    recording = next;
    recorder.hidden = next === null;
    start.hidden = next !== null;
  };

  const record = async (): Promise<void> => {
    const started = await startRecording((seconds) => {
      clock.textContent = durationText(seconds);
    });
    if (started) showRecorder(started);
    else picker.click();
  };

  const end = async (keeps: boolean): Promise<void> => {
    const recorded = await recording?.stop();
    showRecorder(null);
    if (keeps && recorded) sendFile(recorded.file, recorded.seconds);
  };

  const fail = (): void => notify("The voice message could not be read.");
  start.addEventListener("click", () => void record().catch(fail));
  cancel.addEventListener("click", () => void end(false).catch(fail));
  finish.addEventListener("click", () => void end(true).catch(fail));
  picker.addEventListener("change", () => {
    const [file] = picker.files ?? [];
    picker.value = "";
    if (file)
      void durationOf(file)
        .then((seconds) => sendFile(file, seconds))
        .catch(fail);
  });
  return { root: box("voice-slot", start, recorder, picker) };
};

/** Seconds of a sound file; 1 where the browser cannot read it. */
const durationOf = (file: File): Promise<number> =>
  new Promise((resolve) => {
    const source = URL.createObjectURL(file);
    const probe = new Audio();
    const done = (seconds: number): void => {
      URL.revokeObjectURL(source);
      resolve(seconds);
    };
    probe.addEventListener("loadedmetadata", () =>
      done(Number.isFinite(probe.duration) ? probe.duration : 1),
    );
    probe.addEventListener("error", () => done(1));
    probe.src = source;
  });

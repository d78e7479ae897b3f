/** Voice and audio: a row in the bubble, and the one sound that plays at a time. */
import { box, element } from "../dom/element.ts";
import { icon } from "../dom/icon.ts";
import { fileUrl } from "../model/control-client.ts";
import { durationText } from "../model/time-text.ts";

type Sound = {
  readonly file_id: string;
  readonly duration: number;
  readonly title: string;
  readonly isVoice: boolean;
};

const barCount = 34;

/** The Bot API carries no waveform; the bars are decoration, stable for one file. */
const barHeight = (fileId: string, index: number): number => {
  const letter = fileId.charCodeAt((index * 7) % fileId.length) || 64;
  return 4 + ((letter * (index + 3)) % 15);
};

const waveform = (fileId: string): HTMLElement => {
  const wave = box("waveform");
  for (let index = 0; index < barCount; index += 1) {
    wave.append(element("i", { class: `bar height-${barHeight(fileId, index)}` }));
  }
  return wave;
};

export const soundPlayer = (sound: Sound): HTMLElement =>
  box(
    sound.isVoice ? "sound voice" : "sound audio",
    element(
      "button",
      {
        type: "button",
        class: "play",
        "data-play": sound.file_id,
        "aria-label": `Play ${sound.title}`,
      },
      icon("play"),
      icon("pause"),
    ),
    box(
      "sound-facts",
      sound.isVoice ? waveform(sound.file_id) : box("sound-title", sound.title),
      element("progress", {
        class: "sound-progress",
        max: 1000,
        value: 0,
        "aria-label": "Played",
      }),
      box("sound-time", durationText(sound.duration)),
    ),
  );

const audio = new Audio();
let playing: HTMLElement | null = null;

const showProgress = (): void => {
  const row = playing?.closest(".sound");
  const progress = row?.querySelector("progress");
  const time = row?.querySelector(".sound-time");
  if (progress && Number.isFinite(audio.duration)) {
    progress.value = (audio.currentTime / audio.duration) * progress.max;
  }
  if (time) time.textContent = durationText(audio.currentTime);
};

const showPaused = (): void => {
  playing?.closest(".sound")?.removeAttribute("data-ui-playing");
};

audio.addEventListener("timeupdate", showProgress);
audio.addEventListener("pause", showPaused);
audio.addEventListener("ended", showPaused);

/** Starts, pauses or switches to the sound of this play button. */
export const togglePlay = async (button: HTMLElement, fileId: string): Promise<void> => {
  if (playing === button && !audio.paused) {
    audio.pause();
    return;
  }
  if (playing !== button) {
    audio.pause();
    playing = button;
    audio.src = fileUrl(fileId);
  }
  button.closest(".sound")?.setAttribute("data-ui-playing", "");
  await audio.play();
};

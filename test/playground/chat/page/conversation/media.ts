/** Photos, albums, videos, sound and files of a message. */
import type { PhotoSize, RichBlock } from "grammy/types";
import type { SimMessage } from "../../../../emulators/telegram/control.ts";
import { box, element } from "../dom/element.ts";
import { icon } from "../dom/icon.ts";
import { fileUrl } from "../model/control-client.ts";
import { sizeText } from "../model/time-text.ts";
import { soundPlayer } from "./sound-player.ts";

type FileFacts = {
  readonly file_id: string;
  readonly file_name?: string;
  readonly file_size?: number;
};

const largest = (sizes: readonly PhotoSize[]): PhotoSize | undefined => sizes.at(-1);

const photo = (sizes: readonly PhotoSize[]): HTMLElement | null => {
  const size = largest(sizes);
  if (!size) return null;
  const source = fileUrl(size.file_id);
  return element(
    "button",
    {
      type: "button",
      class: "visual photo",
      "data-photo": source,
      "aria-label": "Open photo",
    },
    element("img", {
      src: source,
      alt: "Photo",
      width: size.width,
      height: size.height,
    }),
  );
};

const video = (file: FileFacts, className: string): HTMLElement =>
  element("video", {
    class: `visual ${className}`,
    src: fileUrl(file.file_id),
    controls: className === "video",
    autoplay: className !== "video",
    loop: className === "animation",
    muted: className !== "video",
    playsinline: true,
    preload: "metadata",
  });

/** A GIF may be stored as it came or as a silent video, as Telegram does. */
const animation = (file: FileFacts & { readonly mime_type?: string }): HTMLElement =>
  file.mime_type === "image/gif"
    ? element("img", {
        class: "visual animation",
        src: fileUrl(file.file_id),
        alt: "GIF",
      })
    : video(file, "animation");

const document = (file: FileFacts): HTMLElement => {
  const name = file.file_name ?? "file";
  return element(
    "a",
    { class: "file", href: fileUrl(file.file_id), download: name },
    element("span", { class: "file-icon" }, icon("file")),
    box(
      "file-facts",
      box("file-name", name),
      box("file-size", file.file_size === undefined ? "Download" : sizeText(file.file_size)),
    ),
    icon("download"),
  );
};

const sticker = (file: FileFacts, emoji: string | undefined): HTMLElement =>
  element("img", {
    class: "visual sticker",
    src: fileUrl(file.file_id),
    alt: emoji ?? "Sticker",
  });

const mediaOfOne = (message: SimMessage): HTMLElement | null => {
  if (message.photo) return photo(message.photo);
  if (message.animation) return animation(message.animation);
  if (message.video) return video(message.video, "video");
  if (message.video_note) return video(message.video_note, "video-note");
  if (message.voice)
    return soundPlayer({
      ...message.voice,
      title: "Voice message",
      isVoice: true,
    });
  if (message.audio) {
    const title = message.audio.title ?? message.audio.file_name ?? "Audio";
    return soundPlayer({ ...message.audio, title, isVoice: false });
  }
  if (message.document) return document(message.document);
  if (message.sticker) return sticker(message.sticker, message.sticker.emoji);
  return null;
};

const albumItem = (message: SimMessage): HTMLElement | null => {
  const item = mediaOfOne(message);
  // A reply or a deletion aims at one picture, not at the whole album.
  item?.setAttribute("data-item-id", String(message.message_id));
  return item;
};

export const mediaOf = (messages: readonly [SimMessage, ...SimMessage[]]): HTMLElement | null => {
  if (messages.length === 1) return mediaOfOne(messages[0]);
  const isVisual = messages[0].photo !== undefined || messages[0].video !== undefined;
  const className = isVisual ? `visual album count-${messages.length}` : "file-list";
  return box(className, ...messages.map(albumItem));
};

type MediaBlock = Extract<
  RichBlock,
  {
    readonly type: "animation" | "audio" | "document" | "photo" | "video" | "voice_note";
  }
>;

export const mediaOfBlock = (block: MediaBlock): HTMLElement | null => {
  switch (block.type) {
    case "photo":
      return photo(block.photo);
    case "video":
      return video(block.video, "video");
    case "animation":
      return animation(block.animation);
    case "document":
      return document(block.document);
    case "audio":
      return soundPlayer({
        ...block.audio,
        title: block.audio.title ?? "Audio",
        isVoice: false,
      });
    case "voice_note":
      return soundPlayer({
        ...block.voice_note,
        title: "Voice message",
        isVoice: true,
      });
  }
};

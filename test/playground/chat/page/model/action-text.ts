/** "typing…" and its siblings: the words clients show for a chat action. */

const words: Readonly<Record<string, string>> = {
  typing: "typing",
  upload_photo: "uploading photo",
  record_video: "recording video",
  upload_video: "uploading video",
  record_voice: "recording voice",
  upload_voice: "uploading voice",
  upload_document: "uploading file",
  choose_sticker: "choosing a sticker",
  find_location: "finding a location",
};

export const actionText = (action: string): string => words[action] ?? "typing";

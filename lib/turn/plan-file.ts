/** How files go to the person: each as Telegram shows it best, pictures that stand together as an album. */
import { imageSize } from "../files/image-size.ts";
import type { MadeFile } from "../model/tool.ts";
import type { Part, PlannedFile } from "../model/turn-state.ts";
import { goesAsPhoto } from "../telegram/goes-as-photo.ts";

/** What `sendMediaGroup` takes at once. */
const maxAlbum = 10;

/** A picture's first kilobytes tell its size. */
export function shownAs({
  bytes,
  mimeType,
  asDocument,
}: Pick<MadeFile, "bytes" | "mimeType" | "asDocument">): PlannedFile["as"] {
  if (asDocument) return "document";
  const size = imageSize(bytes, mimeType);
  return goesAsPhoto({ mimeType, sizeBytes: bytes.byteLength, size }) ? "photo" : "document";
}

export type ToSend = { readonly file: PlannedFile; readonly isAlone: boolean };

/** In their order. */
export function partsOf(files: readonly ToSend[]): Part[] {
  const groups: PlannedFile[][] = [];
  let isJoinable = false;
  for (const { file, isAlone } of files) {
    const group = groups.at(-1);
    const isPicture = file.as === "photo" && !isAlone;
    if (group && isPicture && isJoinable && group.length < maxAlbum) group.push(file);
    else groups.push([file]);
    isJoinable = isPicture;
  }
  return groups.flatMap((group): Part[] => {
    const [file] = group;
    if (!file) return [];
    return [group.length === 1 ? { file } : { album: group }];
  });
}

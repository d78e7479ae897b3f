/** Sends one part that is a file or an album; in what form Telegram will not take it, it goes in a simpler one. */
import type { MessageId } from "../model/ids.ts";
import {
  type AlbumPart,
  type FilePart,
  filesOf,
  type Part,
  type SentFile,
} from "../model/turn-state.ts";
import type { Answered } from "../telegram/bot-api.ts";
import type { PlaceWithButtons } from "../telegram/place.ts";
import { isFormatRefusal } from "../telegram/refusals.ts";
import { sendAlbum, sendFile, type WholeFile } from "../telegram/send-file.ts";
import type { Replaced } from "../telegram/send-part.ts";
import type { TurnServices } from "./run-turn.ts";

/** Messages that stand in the chat now. */
export type Placed = {
  readonly messageIds: readonly MessageId[];
  readonly files?: readonly SentFile[];
};

export type PlaceOutcome = Answered<Placed> | Replaced<Part>;

type Sending = Pick<TurnServices, "botApi" | "readFile">;

export async function sendFiles(
  { botApi, readFile }: Sending,
  place: PlaceWithButtons,
  part: FilePart | AlbumPart,
): Promise<PlaceOutcome> {
  const planned = filesOf(part);
  const read = await Promise.all(planned.map(({ key }) => readFile(key)));
  const whole: WholeFile[] = planned.flatMap((file, at) => {
    const bytes = read[at];
    return bytes ? [{ ...file, bytes }] : [];
  });
  const [file] = whole;
  if (!file || whole.length < planned.length) return withoutTheGone(part, whole);
  const { reply_markup: _none, ...albumPlace } = place;
  const sent =
    "file" in part
      ? await sendFile(botApi, place, file)
      : await sendAlbum(botApi, albumPlace, whole);
  if (isFormatRefusal(sent)) return inSimplerForm(part) ?? placed(sent);
  return placed(sent);
}

function placed(sent: Answered<readonly SentFile[]>): Answered<Placed> {
  if (sent.kind !== "ok") return sent;
  const files = sent.value;
  return { kind: "ok", value: { messageIds: files.map(({ messageId }) => messageId), files } };
}

/** Album → one by one; photo → document. Null where there is none simpler. */
function inSimplerForm(part: FilePart | AlbumPart): Replaced<Part> | null {
  if ("album" in part)
    return { kind: "replaced", parts: part.album.map((file): FilePart => ({ file })) };
  if (part.file.as === "document") return null;
  return { kind: "replaced", parts: [{ file: { ...part.file, as: "document" } }] };
}

function withoutTheGone(part: FilePart | AlbumPart, whole: readonly WholeFile[]): PlaceOutcome {
  if ("file" in part || whole.length === 0)
    return { kind: "refused", code: 410, description: "the file's bytes are gone" };
  return { kind: "replaced", parts: part.album.map((file): FilePart => ({ file })) };
}

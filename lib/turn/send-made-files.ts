/** Sends the person what tools gave them in one step, in the order of the calls, and tells Claude what became of each file. */
import { isOpen } from "../files/file-states.ts";
import type { HeldFile } from "../model/known-file.ts";
import type { MadeFile, ToolResult, WishedDelivery } from "../model/tool.ts";
import type { PlannedFile } from "../model/turn-state.ts";
import { deliveredFileId } from "../model/user-file.ts";
import { deliveredFile } from "./delivered-files.ts";
import type { Committed } from "./delivery.ts";
import { textParts } from "./final-answer.ts";
import { noteFates, unwanted } from "./note-fates.ts";
import { partsOf, shownAs, type ToSend } from "./plan-file.ts";
import type { Talk } from "./talk.ts";

type Planned = {
  readonly result: ToolResult;
  readonly files: readonly ToSend[];
  /** Wishes that cannot be met, and why. */
  readonly problems: readonly string[];
};

export async function sendMadeFiles(
  talk: Talk,
  results: readonly ToolResult[],
): Promise<ToolResult[]> {
  const planned: Planned[] = [];
  const taken = new Set<string>();
  for (const result of results) planned.push(await plan(talk, result, taken));
  const fates = await send(
    talk,
    planned.flatMap(({ files }) => files),
  );
  return planned.map(({ result, files, problems }) =>
    noteFates(result, { files: files.map(({ file }) => file), problems, fates }),
  );
}

async function plan(talk: Talk, result: ToolResult, taken: Set<string>): Promise<Planned> {
  const files: ToSend[] = [];
  const problems: string[] = [];
  for (const file of result.files) files.push({ file: await planned(talk, file), isAlone: false });
  for (const wish of result.deliver ?? []) {
    const held = talk.held(wish.id);
    const problem = taken.has(wish.id) ? unwanted.onItsWay(wish.id) : problemOf(talk, wish, held);
    if (problem !== null || !held?.bytesKey) problems.push(problem ?? unwanted.unknown(wish.id));
    else {
      taken.add(wish.id);
      files.push({ file: plannedWish(wish, held, held.bytesKey), isAlone: wish.isAlone === true });
    }
  }
  return { result, files, problems };
}

async function planned({ services, order }: Talk, file: MadeFile): Promise<PlannedFile> {
  const { fileName, mimeType, caption, bytes } = file;
  const key = await services.keepFile(file, order.thread);
  const words = caption === undefined ? {} : { caption, context: caption };
  const as = shownAs(file);
  return { key, fileName, mimeType, sizeBytes: bytes.byteLength, as, ...words };
}

function plannedWish(
  { id, caption }: WishedDelivery,
  { file, as = "document" }: HeldFile,
  key: string,
): PlannedFile {
  const { fileName, mimeType, sizeBytes = 0, context } = file;
  return {
    key,
    fileName,
    mimeType,
    sizeBytes,
    as,
    ...(caption !== undefined && { caption }),
    ...(context !== undefined && { context }),
    madeId: id,
  };
}

/** Null where nothing stands against it. */
function problemOf(
  { delivery }: Talk,
  { id }: WishedDelivery,
  held: HeldFile | undefined,
): string | null {
  if (held?.file.madeBy !== "assistant") return unwanted.unknown(id);
  if (delivery.isPlanned(id) && held.file.state !== "delivered") return unwanted.onItsWay(id);
  return isOpenFile(held) ? null : unwanted.over(held.file);
}

function isOpenFile({ file }: HeldFile): boolean {
  return file.state === "pending" || file.state === "previewed" ? isOpen(file.state) : false;
}

/** Part by part, so that each stands behind the words before it. */
async function send(talk: Talk, files: readonly ToSend[]): Promise<Committed> {
  const none: Committed = { refused: new Map(), arrived: new Map() };
  if (files.length === 0 || talk.signal.aborted) return none;
  const words = textParts(talk.spoken);
  // From here on no frame shows them: they become a message of their own.
  talk.spoken = "";
  talk.onProgress();
  const fates = await talk.delivery.commit([...words, ...partsOf(files)]);
  for (const { file } of files) hold(talk, file, fates);
  return fates;
}

/** What has arrived is found under its new name from now on. */
function hold(talk: Talk, planned: PlannedFile, { arrived }: Committed): void {
  const sent = arrived.get(planned.key);
  if (!sent) return;
  const { thread } = talk.order;
  const atMs = talk.services.clock.now();
  talk.hold(deliveredFile({ planned, sent, thread, atMs }));
  const pending = planned.madeId === undefined ? undefined : talk.held(planned.madeId);
  if (pending?.file.madeBy !== "assistant") return;
  const { expiresAtMs: _over, ...file } = pending.file;
  const deliveredAs = deliveredFileId(sent);
  const { telegramFileId } = sent;
  talk.hold({ telegramFileId, file: { ...file, state: "delivered", deliveredAs } });
}

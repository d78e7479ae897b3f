/** Files as a person has them on the screen: downloaded from Telegram, oldest first. */
import { inject } from "vitest";
import type { Chat } from "../chat.ts";

const { telegram } = inject("world");

export type SeenFile = {
  readonly as: "photo" | "document";
  readonly name: string | null;
  readonly bytes: Uint8Array;
};

type Shown = {
  readonly photo?: readonly { readonly file_id: string }[];
  readonly document?: { readonly file_id: string; readonly file_name?: string };
};

export async function seenFiles(chat: Chat): Promise<SeenFile[]> {
  const shown = (await chat.shown()) as unknown as readonly Shown[];
  const found = shown.flatMap(({ photo, document }) => {
    const [as, id] = photo
      ? (["photo", photo.at(-1)?.file_id] as const)
      : (["document", document?.file_id] as const);
    return id === undefined ? [] : [{ as, id, name: document?.file_name ?? null }];
  });
  return Promise.all(
    found.map(async ({ as, id, name }) => ({ as, name, bytes: await download(id) })),
  );
}

async function download(fileId: string): Promise<Uint8Array> {
  const root = `http://127.0.0.1:${telegram.port}`;
  const asked = await fetch(`${root}/bot${telegram.token}/getFile?file_id=${fileId}`);
  const { result } = (await asked.json()) as { result: { file_path: string } };
  const file = await fetch(`${root}/file/bot${telegram.token}/${result.file_path}`);
  return new Uint8Array(await file.arrayBuffer());
}

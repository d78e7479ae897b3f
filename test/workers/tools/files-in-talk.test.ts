/** From a person's words to the pixels on their screen: pictures drawn and changed, pages read, recordings heard, within a conversation. */
import { expect, test } from "vitest";
import type { Script } from "../../emulators/claude/control.ts";
import type { RecordedRequest } from "../../emulators/gemini/control.ts";
import { spokenBytes } from "../../emulators/speech/hear-what-is-written.ts";
import { oggOpus, pdf } from "../../lib/files/sample-files.ts";
import { decodePng } from "../../support/decode-png.ts";
import { type Chat, eventually, openChat, sim } from "../chat.ts";
import { sendFile } from "../sent-files.ts";
import { seenFiles } from "./seen-files.ts";

type Call = Extract<Script["steps"][number], { type: "tool_use" }>;

/** One turn in which Claude makes this call; gives what it is told of it. */
async function turn(chat: Chat, name: string, input: Call["input"]): Promise<string> {
  const before = (await chat.requests()).length;
  await chat.script([{ type: "tool_use", name, input }]);
  await chat.say(`${chat.tag} now ${name}`);
  const told = await eventually(async () => {
    const newest = (await chat.requests()).slice(before).map(({ body }) => body.messages.at(-1));
    const results = newest.flatMap((message) =>
      ((message?.content ?? []) as readonly unknown[]).filter(isResult),
    );
    expect(results).toHaveLength(1);
    return results[0];
  });
  await chat.settled();
  return told?.content.map(({ text }) => text).join("\n") ?? "";
}

type ToolResultBlock = { readonly content: readonly { readonly text: string }[] };

function isResult(block: unknown): block is ToolResultBlock {
  return (block as { readonly type?: string }).type === "tool_result";
}

async function lastDrawn(words: string): Promise<RecordedRequest | undefined> {
  const { requests } = await sim<{ requests: RecordedRequest[] }>("gemini", "GET", "/sim/requests");
  return requests.findLast(({ prompt }) => prompt.includes(words));
}

test("a picture is drawn, then changed by its id: the person sees both", async () => {
  const chat = await openChat();
  const drawn = await turn(chat, "generate_image", { prompt: `a whale ${chat.tag}`, size: "1K" });
  const id = /(?:file|id) (\S*:\d+\S*)/.exec(drawn)?.[1]?.replace(/[.,;]$/, "");
  expect(id, drawn).toBeDefined();
  const input = { prompt: `blue now ${chat.tag}`, file_ids: [id], size: "1K" };
  expect(await turn(chat, "generate_image", input)).toMatch(/made of the one given/);
  const [first, second] = await eventually(async () => {
    const seen = await seenFiles(chat);
    expect(seen).toHaveLength(2);
    return seen.map(({ bytes }) => bytes);
  });
  const [whale, blue] = await Promise.all(
    [first, second].map((png) => decodePng(png as Uint8Array)),
  );
  expect(whale).toMatchObject({ width: 1024, height: 1024 });
  expect(blue?.shades).not.toEqual(whale?.shades);
  const digest = await crypto.subtle.digest("SHA-256", new Uint8Array(first ?? []));
  const sources = [Buffer.from(digest).toString("hex")];
  expect(await lastDrawn(chat.tag)).toMatchObject({ prompt: input.prompt, sources });
});

test("a picture of 4000 pixels arrives with all of them: as a file, not as a photo", async () => {
  const chat = await openChat();
  const input = { prompt: `a quay ${chat.tag}`, size: "4K" };
  expect(await turn(chat, "generate_image", input)).toContain("(4K)");
  const seen = await eventually(async () => {
    const files = await seenFiles(chat);
    expect(files).toHaveLength(1);
    return files;
  });
  expect(seen).toMatchObject([{ as: "document", name: "picture.png" }]);
});

test("page 2 of a PDF somebody sent is read, and a recording heard", async () => {
  const chat = await openChat();
  const document = {
    as: "document",
    name: "sea.pdf",
    mimeType: "application/pdf",
    bytes: pdf(["The whale sings", "The shark is silent"]),
  } as const;
  const { fields } = await sendFile(chat, document);
  await chat.say({ ...fields, caption: `${chat.tag} here` });
  await chat.answered(1);
  await chat.settled();
  const file_id = `user:${chat.chatId}:1:0`;
  const question = `What does it say? ${chat.tag}`;
  const read = await turn(chat, "analyze_pdf", { file_id, question, pages: "2" });
  expect(read).toMatch(/^On page 2 of 2 of "sea\.pdf", found by looking at it:/);

  const spoken = { text: `Mind the tide, ${chat.tag}`, language: "english", duration: 12 };
  const sound = { as: "audio", name: "tide.ogg", mimeType: "audio/ogg" } as const;
  const sent = await sendFile(chat, {
    ...sound,
    bytes: Buffer.concat([oggOpus(), spokenBytes(spoken)]),
  });
  await chat.say({ ...sent.fields, caption: `${chat.tag} and this` });
  await chat.settled();
  const id = `user:${chat.chatId}:3:0`;
  expect(await turn(chat, "transcribe_audio", { file_id: id })).toContain(spoken.text);
});

/** People with files of every kind, and a Claude that is made to ask for them through every tool that takes one. */
import { env } from "cloudflare:workers";
import { expect } from "vitest";
import type { Env } from "../../../functions/env.ts";
import type { Script } from "../../emulators/claude/control.ts";
import { spokenBytes } from "../../emulators/speech/hear-what-is-written.ts";
import { oggOpus, pdf } from "../../lib/files/sample-files.ts";
import { type Chat, eventually, sim } from "../chat.ts";
import { sendFile } from "../sent-files.ts";

type Step = Script["steps"][number];
type Told = { readonly is_error?: boolean; readonly content: readonly { readonly text: string }[] };
/** Fields that every message of this person has, e.g. in a group what speaks to the bot. */
type Fields = Record<string, unknown>;

const { FILES } = env as unknown as Env;

const inputs: Readonly<Record<string, (id: string, tag: string) => Record<string, unknown>>> = {
  preview_file: (id) => ({ file_id: id }),
  deliver_file: (id) => ({ file_id: id }),
  analyze_image: (id, tag) => ({ file_id: id, question: `What is it? ${tag}` }),
  analyze_pdf: (id, tag) => ({ file_id: id, question: `What is it? ${tag}` }),
  transcribe_audio: (id) => ({ file_id: id }),
  generate_image: (id, tag) => ({ prompt: `copy it ${tag}`, file_ids: [id], size: "1K" }),
  execute_python: (id) => ({
    code: "import os\nfor name in os.listdir(): print(open(name, 'rb').read())",
    files: [{ file_id: id }],
  }),
};

export const call = (name: string, input: Record<string, unknown>): Step => ({
  type: "tool_use",
  name,
  input,
});

/** One turn in which Claude makes these calls; gives what it is told of each. */
export async function turn(
  chat: Chat,
  calls: readonly Step[],
  fields: Fields = {},
): Promise<readonly Told[]> {
  const before = (await chat.answers()).length;
  const told = { type: "tool_use", name: "echo", input: { say: chat.tag } } as const;
  await chat.script([...calls, told]);
  await chat.script([{ type: "text", text: "Done." }]);
  await chat.say({ text: `${chat.tag} go`, ...fields });
  await eventually(async () => expect(await chat.answers()).toHaveLength(before + 1));
  await chat.settled();
  const { body } = (await chat.requests()).at(-1) ?? {};
  return ((body?.messages.at(-1)?.content ?? []) as unknown as Told[]).slice(0, calls.length);
}

/** Gives a person a document, a recording, a picture that waits and one that was delivered; by their ids, and where their bytes lie. */
export async function enrich(chat: Chat, more: Fields = {}) {
  const spoken = { text: `${chat.tag} spoken`, language: "english", duration: 3 };
  const sound = Buffer.concat([oggOpus(), spokenBytes(spoken)]);
  const files = [
    { as: "document", name: "own.pdf", mimeType: "application/pdf", bytes: pdf([chat.tag]) },
    { as: "audio", name: "own.ogg", mimeType: "audio/ogg", bytes: sound },
  ] as const;
  for (const file of files) {
    const before = (await chat.answers()).length;
    const { fields } = await sendFile(chat, file);
    await chat.script([{ type: "text", text: "Seen." }]);
    await chat.say({ ...fields, caption: chat.tag, ...more });
    await chat.answered(before + 1);
    await chat.settled();
  }
  await turn(chat, [call("echo", { say: chat.tag, keep: ["own.png"], file: "sent.png" })], more);
  const { objects } = await FILES.list();
  const keys = objects.map(({ key }) => key).filter((key) => key.includes(`/${chat.userId}/`));
  const told = JSON.stringify((await chat.requests()).at(-1)?.body.messages);
  const ids = told.match(/exec_[0-9a-f]{12}|made:-?\d+:\d+/g) ?? [];
  const sent = [`user:${chat.chatId}:1:0`, `user:${chat.chatId}:2:0`];
  return { chat, keys, ids: [...new Set([...ids, ...sent])] };
}

export const guesses = (key: string) => [
  key,
  `p/../${key}`,
  `../${key}`,
  `r2://ferry-files/${key}`,
  "../../../../etc/passwd",
  "exec_000000000000",
  "user:1:1:0",
  "made:1:1",
  "file_011CNha8iCJcU1wXNR6q4V8w",
  "*",
  "",
  "' or 1=1 --",
];

/** Every tool is asked for every one of these names: all it says is that there is no such file, and nothing of it goes anywhere. */
export async function expectNothing(
  eve: Chat,
  names: readonly string[],
  fields: Fields = {},
): Promise<void> {
  const before = await filesSent(eve);
  for (const [tool, inputOf] of Object.entries(inputs)) {
    const told = await turn(
      eve,
      names.map((name) => call(tool, inputOf(name, eve.tag))),
      fields,
    );
    for (const [at, name] of names.entries()) {
      expect(told[at]?.is_error, `${tool} of ${name}`).toBe(true);
      expect(told[at]?.content[0]?.text, `${tool} of ${name}`).toMatch(/no (pending |such )?file/i);
    }
  }
  expect(await filesSent(eve)).toBe(before);
  const { requests } = await sim<{ requests: { prompt: string }[] }>(
    "gemini",
    "GET",
    "/sim/requests",
  );
  expect(requests.filter(({ prompt }) => prompt.includes(eve.tag))).toEqual([]);
  const analyses = (await eve.requests()).filter(({ body }) => !("tools" in body));
  expect(analyses).toEqual([]);
}

async function filesSent(chat: Chat): Promise<number> {
  const calls = await chat.calls();
  return calls.filter(({ method }) => /Group|Photo|Document/.test(method)).length;
}

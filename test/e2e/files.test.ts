/** The real worker under `wrangler dev` and a person's files: fetched from Telegram, shown to Claude, remembered. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { RecordedRequest } from "../emulators/claude/control.ts";
import { png } from "../lib/files/sample-files.ts";
import { type Stack, startStack } from "../playground/stack.ts";
import { openPerson, type Person } from "./person.ts";

const quay = png(640, 480);
const tides = Buffer.from("High water at Gravdal: 06:12 and 18:40.\n");

let stack: Stack;
let ada: Person;

beforeEach(async () => {
  // Both messages are one thought however slowly this machine delivers them.
  stack = await startStack({ vars: { BATCH_WINDOW_MS: "1000" } });
  ada = openPerson(stack);
});

afterEach(() => stack.stop());

type Content = readonly {
  readonly type: string;
  readonly text?: string;
  readonly title?: string;
  readonly source?: { readonly type: string; readonly file_id: string };
}[];

function newestContent(requests: readonly RecordedRequest[]): Content | undefined {
  const bodies = requests.filter(({ path }) => path === "/v1/messages").map(({ body }) => body);
  expect(bodies).toHaveLength(1);
  const [asked] = bodies as { messages: readonly { content: Content }[] }[];
  return asked?.messages.at(-1)?.content;
}

async function rememberedFiles() {
  const query = `select name, mime_type, size_bytes::int as size, telegram_message_id::int as message,
    claude_file_id, context, state, expires_at > now() + interval '29 days' as kept
    from user_files where thread_id = $1 order by telegram_message_id`;
  return ada.sql.query(query, [ada.threadId]);
}

test("a photo and a text file are answered as one thought, and remembered with their words", async () => {
  await ada.send(
    { as: "photo", name: "quay.png", mimeType: "image/png", base64: quay.toString("base64") },
    "our quay",
  );
  await ada.send(
    { as: "document", name: "tides.txt", mimeType: "text/plain", base64: tides.toString("base64") },
    "can we sail?",
  );
  const [answer] = await ada.answered(1);
  expect(answer).toMatch(new RegExp(`photo-\\d+\\.png \\(image/png, ${quay.length} B\\)`));
  expect(answer).toContain(`tides.txt (text/plain, ${tides.length} B)`);
  expect(answer).toContain("our quay");
  expect(answer).toContain("can we sail?");

  await vi.waitUntil(async () => (await rememberedFiles()).length === 2, {
    timeout: 15_000,
    interval: 50,
  });
  const [photo, document] = await rememberedFiles();
  const photoName = `photo-${photo?.message}.png`;
  const common = { state: "delivered", kept: true };
  expect(photo).toMatchObject({ ...common, name: photoName, size: quay.length });
  expect(photo).toMatchObject({ mime_type: "image/png", context: "our quay" });
  expect(document).toMatchObject({ ...common, name: "tides.txt", size: tides.length });
  expect(document).toMatchObject({ mime_type: "text/plain", context: "can we sail?" });

  expect(newestContent(await ada.claude.requests())).toEqual([
    { type: "text", text: "our quay" },
    { type: "text", text: `[Image: ${photoName}]` },
    { type: "image", source: { type: "file", file_id: photo?.claude_file_id } },
    expect.objectContaining({ type: "text", text: "can we sail?" }),
    expect.objectContaining({
      type: "document",
      title: "tides.txt",
      source: { type: "file", file_id: document?.claude_file_id },
    }),
    { type: "text", text: expect.stringMatching(bothFiles) },
    { type: "text", text: expect.stringMatching(/^\[It is \w+day, .* UTC; you talk with \w+\]$/) },
  ]);
});

/** The list of the conversation's files, the newest first, each with the words that came with it. */
const bothFiles =
  /^\[Files .*\n.*\n- user:.* "tides\.txt", .* "can we sail\?"\n- user:.* "our quay"\]$/;

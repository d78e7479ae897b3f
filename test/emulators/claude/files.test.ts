/** The Files API and what a `file_id` in a request may name. */
import { request } from "node:http";
import Anthropic, { type APIError, toFile } from "@anthropic-ai/sdk";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { hello, type OpenClaude, openClaude, png } from "./open-claude.ts";

let open: OpenClaude;
beforeAll(async () => {
  open = await openClaude();
});
afterAll(() => open.claude.stop());
beforeEach(() => open.control.reset());

async function upload(name: string, type: string, expires_in_seconds?: number) {
  const bytes = type.startsWith("image/") ? png(10, 10) : Buffer.from("timetable");
  const file = await toFile(bytes, name, { type });
  return open.client.files.upload({ file, ...(expires_in_seconds && { expires_in_seconds }) });
}

function ask(block: Anthropic.ContentBlockParam): Promise<Anthropic.Message> {
  return open.client.messages.create(hello({ messages: [{ role: "user", content: [block] }] }));
}

const source = (file_id: string) => ({ type: "file" as const, file_id });

async function errorOf(promise: Promise<unknown>): Promise<APIError> {
  return promise.then(
    () => Promise.reject(new Error("nothing was refused")),
    (error: APIError) => error,
  );
}

test("an upload keeps name, type, size and expiry", async () => {
  const file = await upload("tide table.pdf", "application/pdf", 3600);
  expect(file).toMatchObject({
    type: "file",
    filename: "tide table.pdf",
    mime_type: "application/pdf",
    size_bytes: 9,
    downloadable: false,
  });
  const lifeMs = Date.parse(file.expires_at ?? "") - Date.parse(file.created_at);
  expect(lifeMs).toBe(3_600_000);
  expect(await open.client.files.retrieveMetadata(file.id)).toEqual(file);
});

test("an upload without expiry never expires", async () => {
  const file = await upload("a.txt", "text/plain");
  expect(file.expires_at).toBeNull();
});

test.each([3599, 7_776_001])("an expiry of %i seconds is refused", async (seconds) => {
  const error = await errorOf(upload("a.txt", "text/plain", seconds));
  expect(error).toBeInstanceOf(Anthropic.BadRequestError);
  expect(error.apiMessage).toContain("expires_in_seconds");
});

test("more than 500 MB are refused before they are sent", async () => {
  const { promise, resolve } = Promise.withResolvers<number | undefined>();
  const call = request(`${open.claude.baseUrl}/v1/files`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${open.claude.apiKey}`,
      "anthropic-version": "2026-10-21",
      "content-type": "multipart/form-data; boundary=x",
      "content-length": 501 * 1024 * 1024,
    },
  });
  call.on("response", (response) => resolve(response.statusCode)).flushHeaders();
  expect(await promise).toBe(413);
  call.destroy();
});

test("files are listed newest first, page by page, or exactly as asked", async () => {
  const ids = [];
  for (const name of ["a", "b", "c"]) ids.push((await upload(`${name}.txt`, "text/plain")).id);
  const listed = [];
  for await (const file of open.client.files.list({ limit: 2 })) listed.push(file.id);
  expect(listed).toEqual(ids.toReversed());
  const [first = ""] = ids;
  const { data } = await open.client.files.list({ ids: [first, "file_gone"] });
  expect(data.map(({ id }) => id)).toEqual([first]);
});

test("a deleted file is gone", async () => {
  const { id } = await upload("a.txt", "text/plain");
  expect(await open.client.files.delete(id)).toEqual({ id, type: "file_deleted" });
  expect(await errorOf(open.client.files.retrieveMetadata(id))).toBeInstanceOf(
    Anthropic.NotFoundError,
  );
});

test("uploads cannot be downloaded back", async () => {
  const { id } = await upload("a.txt", "text/plain");
  const error = await errorOf(open.client.files.download(id));
  expect([error.status, error.errorCode]).toEqual([400, "file_not_downloadable"]);
});

test("a request may name a file until it expires, and then reads why not", async () => {
  const { id } = await upload("a.pdf", "application/pdf", 3600);
  const block = { type: "document" as const, source: source(id) };
  await expect(ask(block)).resolves.toBeDefined();
  await open.control.advance(3_600_000);
  const error = await errorOf(ask(block));
  expect([error.status, error.errorCode]).toEqual([404, "file_expired"]);
});

test("a request that names an unknown file is refused", async () => {
  const error = await errorOf(ask({ type: "image", source: source("file_unknown") }));
  expect([error.status, error.apiMessage]).toEqual([404, "File not found: file_unknown"]);
});

test("a file goes into the block that fits its type", async () => {
  const picture = await upload("a.png", "image/png");
  const notes = await upload("a.csv", "text/csv");
  await expect(ask({ type: "image", source: source(picture.id) })).resolves.toBeDefined();
  await expect(ask({ type: "container_upload", file_id: notes.id })).resolves.toBeDefined();
  const misfit = await errorOf(ask({ type: "document", source: source(picture.id) }));
  const other = await errorOf(ask({ type: "document", source: source(notes.id) }));
  expect([misfit.apiMessage, other.apiMessage]).toEqual([
    expect.stringContaining("image/png cannot be used in a document block"),
    expect.stringContaining("text/csv cannot be used in a document block"),
  ]);
});

test("the models API offers the three models and what each can do", async () => {
  const { data } = await open.client.models.list();
  expect(data.map(({ id }) => id)).toEqual([
    "claude-haiku-5-5",
    "claude-sonnet-5-5",
    "claude-opus-5-5",
  ]);
  const opus = await open.client.models.retrieve("claude-opus-5-5");
  expect(opus.capabilities?.thinking.types.disabled.supported).toBe(false);
  expect(await errorOf(open.client.models.retrieve("claude-1"))).toBeInstanceOf(
    Anthropic.NotFoundError,
  );
});

/** A file that somebody sent and that is too large, cannot be had, or has nowhere to go: told apart, tried twice, logged. */
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type FileRig, startFileRig } from "./file-rig.ts";
import { fileOf, mebibyte, words } from "./received-files.ts";

const limitBytes = 20 * mebibyte;

let rig: FileRig;
beforeAll(async () => {
  rig = await startFileRig();
});
afterAll(() => rig.stop());

/** No test leaves a secret in the log. */
afterEach(() => {
  for (const secret of rig.secrets) expect(rig.logged.join("\n")).not.toContain(secret);
});

const problem = (reason: string, more = {}) => ({ kind: "problem", problem: { reason, ...more } });

test("S28 exactly 20 MB is taken whole", async () => {
  const bytes = Buffer.alloc(limitBytes, "full ");
  const file = fileOf(await rig.receive(await rig.document(bytes, "full.txt")));
  expect(file.sizeBytes).toBe(limitBytes);
  expect(rig.stored.get(file.bytesKey ?? "")?.length).toBe(limitBytes);
});

test("more than 20 MB is refused with the limit, before and after Telegram is asked", async () => {
  const attachment = await rig.document(Buffer.alloc(limitBytes + 1), "film.bin");
  const before = rig.door.downloads.length;
  expect(await rig.receive(attachment)).toEqual(problem("too_large", { limitBytes }));
  const known = { ...attachment, fileId: "never asked", sizeBytes: limitBytes + 1 };
  expect(await rig.receive(known)).toEqual(problem("too_large", { limitBytes }));
  expect(rig.door.downloads).toHaveLength(before);
});

test("a file that goes on for ever is left at the limit", async () => {
  rig.door.spoil("endless");
  const outcome = await rig.receive(await rig.document(words(), "endless.txt"));
  expect(outcome).toEqual(problem("too_large", { limitBytes }));
  expect(rig.door.endlessBytes()).toBeLessThan(2 * limitBytes);
});

test("an empty file is called empty", async () => {
  rig.door.spoil("empty");
  expect(await rig.receive(await rig.document(words(), "empty.txt"))).toEqual(problem("empty"));
});

test.each(["cut", "short", "bad_gateway"] as const)(
  "a download that is %s once succeeds at the second try",
  async (fault) => {
    rig.door.spoil(fault);
    const bytes = words();
    const file = fileOf(await rig.receive(await rig.document(bytes, "again.txt")));
    expect(file.sizeBytes).toBe(bytes.length);
  },
);

test("a download that always fails is a problem, tried twice and logged", async () => {
  const attachment = await rig.document(words(), "gone.txt");
  const before = rig.door.downloads.length;
  rig.door.spoil("cut", "short");
  expect(await rig.receive(attachment)).toEqual(problem("download_failed"));
  expect(rig.door.downloads).toHaveLength(before + 2);
  expect(rig.logged.at(-1)).toContain("file.download_failed");
});

test("a download that never begins is given up", async () => {
  const attachment = await rig.document(words(), "silent.txt");
  rig.door.spoil("silent", "silent");
  const outcome = await rig.receive(attachment, { downloadTimeoutMs: 200 });
  expect(outcome).toEqual(problem("download_failed"));
});

test("a file Telegram does not know is not asked for twice", async () => {
  const attachment = { kind: "document", fileId: "unknown", fileUniqueId: "unknown" } as const;
  expect(await rig.receive(attachment)).toEqual(problem("download_failed"));
});

test("a file Claude does not take is there without an upload", async () => {
  const bytes = words();
  const attachment = await rig.document(bytes, "kept.txt");
  const file = fileOf(await rig.receive(attachment, { upload: rig.refusedUpload }));
  expect(file).toMatchObject({ fileName: "kept.txt", mimeType: "text/plain" });
  expect(file).not.toHaveProperty("uploaded");
  expect(rig.stored.has(file.bytesKey ?? "")).toBe(true);
  expect(rig.logged.at(-1)).toContain("file.upload_failed");
});

test("R2 being away costs a small file only its bytes", async () => {
  const bytes = {
    put: () => Promise.reject(new Error("R2 is away")),
    get: () => Promise.resolve(null),
  };
  const file = fileOf(await rig.receive(await rig.document(words(), "small.txt"), { bytes }));
  expect(file.uploaded).toBeDefined();
  expect(file).not.toHaveProperty("bytesKey");
});

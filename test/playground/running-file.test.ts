/** One playground per data folder, and how `say` finds it. */
import { readdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { claimFolder, findRunning, publishAddresses, releaseFolder } from "./running-file.ts";
import { emptyFolder } from "./support/run-script.ts";

/** Above the highest process id Linux (2^22) and macOS give. */
const NOBODY = 2 ** 30;

const addresses = {
  pageUrl: "http://127.0.0.1:1/?key=k",
  telegramUrl: "http://127.0.0.1:1",
  telegramControlKey: "k",
  workerUrl: "http://127.0.0.1:2",
};

test("a second start on the same folder is told where the first one is", async () => {
  const folder = await emptyFolder();
  await claimFolder(folder, process.pid);
  await publishAddresses(folder, { pid: process.pid, addresses });
  await expect(claimFolder(folder, process.pid)).rejects.toThrow(addresses.pageUrl);
});

test("of two starts at the same moment only one gets the folder", async () => {
  const folder = await emptyFolder();
  const starts = await Promise.allSettled([
    claimFolder(folder, process.pid),
    claimFolder(folder, process.pid),
  ]);
  expect(starts.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("the file of a playground that was killed is in nobody's way", async () => {
  const folder = await emptyFolder();
  await claimFolder(folder, NOBODY);
  expect(await findRunning(folder)).toBeNull();
  await expect(claimFolder(folder, process.pid)).resolves.toBeUndefined();
});

test("only the owner can read the keys, and nothing is left after the stop", async () => {
  const folder = await emptyFolder();
  await claimFolder(folder, process.pid);
  await publishAddresses(folder, { pid: process.pid, addresses });
  expect((await stat(join(folder, "running.json"))).mode & 0o777).toBe(0o600);
  await releaseFolder(folder);
  expect(await readdir(folder)).toEqual([]);
});

test("a file that makes no sense counts as no playground", async () => {
  const folder = await emptyFolder();
  await writeFile(join(folder, "running.json"), "{ half");
  expect(await findRunning(folder)).toBeNull();
});

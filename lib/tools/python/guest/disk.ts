/** The files of a run: laid out before it, held to their limits meanwhile, gathered after it. They live in memory. */
import type { PyodideAPI } from "pyodide";
import {
  fileBytes,
  fileCount,
  folderDepth,
  outputBytes,
  outputCount,
  writtenBytes,
} from "../limits.ts";
import type { NamedBytes } from "../python-runner.ts";

export const workFolder = "/work";
/** Where people expect to write results; code may as well write where it stands. */
const outputFolder = "/output";

type Disk = PyodideAPI["FS"];

/** Emscripten's own: what its functions of files are made of. */
type MemoryFiles = {
  expandFileStorage(node: { contents?: Uint8Array }, bytes: number): void;
  createNode(folder: Folder | null, ...rest: readonly unknown[]): unknown;
};

/** The root is its own parent. */
type Folder = { readonly parent: Folder };

/** ENOSPC of WASI, which Emscripten counts by. */
const noSpaceLeft = 51;

export function layOut(disk: Disk, files: readonly NamedBytes[]): void {
  for (const folder of [workFolder, outputFolder]) disk.mkdirTree(folder);
  for (const { name, bytes } of files) disk.writeFile(`${workFolder}/${name}`, bytes);
  disk.chdir(workFolder);
}

/** From here on a full disk is an OSError of Python's, and not the end of the isolate. */
export function holdToLimits(disk: Disk): void {
  const files: MemoryFiles = disk.filesystems.MEMFS;
  const expand = files.expandFileStorage.bind(files);
  const create = files.createNode.bind(files);
  let [written, created] = [0, 0];
  files.expandFileStorage = (node, bytes) => {
    const growth = bytes - (node.contents?.length ?? 0);
    written += Math.max(growth, 0);
    const isFull = bytes > fileBytes || written > writtenBytes;
    if (growth > 0 && isFull) throw new disk.ErrnoError(noSpaceLeft);
    expand(node, bytes);
  };
  files.createNode = (folder, ...rest) => {
    created += 1;
    if (created > fileCount || depthOf(folder) > folderDepth)
      throw new disk.ErrnoError(noSpaceLeft);
    return create(folder, ...rest);
  };
}

function depthOf(folder: Folder | null): number {
  return folder === null || folder.parent === folder ? 0 : 1 + depthOf(folder.parent);
}

export type Gathered = {
  readonly files: readonly NamedBytes[];
  readonly leftOut: readonly string[];
};

/** Everything written, but for what lies there as it was `given`. */
export function gather(disk: Disk, given: readonly NamedBytes[]): Gathered {
  const files: NamedBytes[] = [];
  const leftOut: string[] = [];
  let room = outputBytes;
  for (const { name, path, size } of [workFolder, outputFolder].flatMap((in_) => list(disk, in_))) {
    if (files.length === outputCount || size > room) {
      leftOut.push(name);
      continue;
    }
    const bytes: Uint8Array = disk.readFile(path);
    const before = given.find((file) => file.name === name);
    if (before !== undefined && path.startsWith(workFolder) && isSame(before.bytes, bytes))
      continue;
    files.push({ name, bytes });
    room -= size;
  }
  return { files, leftOut };
}

type Found = { readonly name: string; readonly path: string; readonly size: number };

/** Names are relative to `folder`. Links are not followed. */
function list(disk: Disk, folder: string, within = ""): Found[] {
  const names: string[] = disk.readdir(folder + within).sort();
  return names.flatMap((name) => {
    const path = `${folder}${within}/${name}`;
    const { mode, size } = disk.lstat(path);
    if (name === "." || name === ".." || name === "__pycache__") return [];
    if (disk.isDir(mode)) return list(disk, folder, `${within}/${name}`);
    return disk.isFile(mode) ? [{ name: `${within}/${name}`.slice(1), path, size }] : [];
  });
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}

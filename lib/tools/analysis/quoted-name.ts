/** A file's name as it may stand before Claude: on one line, of a length one reads. */
import type { KnownFile } from "../../model/known-file.ts";

export function plainName({ fileName }: Pick<KnownFile, "fileName">): string {
  return (
    fileName
      .replace(/[\s"]+/g, " ")
      .trim()
      .slice(0, 200)
      .toWellFormed() || "file"
  );
}

export function quotedName(file: Pick<KnownFile, "fileName">): string {
  return `"${plainName(file)}"`;
}

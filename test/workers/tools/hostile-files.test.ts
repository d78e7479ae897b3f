/**
 * Bombs among pictures and archives, through every tool that opens them; and how many inputs that mean harm there
 * are in all. Programs, formulas, SVGs and PDFs are tried in hostile-python, latex, svg and analyze-pdf.test.ts.
 */
import { describe, expect, test } from "vitest";
import { type GivenFile, toolFiles } from "../../support/tool-files.ts";
import { widePng } from "../pictures.ts";
import { callTool, tag, textOf } from "./deployed-tool.ts";
import { hostileFormulas } from "./formulas.ts";
import { hostileArchives, hostilePictures } from "./hostile-files.ts";
import { hostilePrograms } from "./hostile-python.ts";
import { hostileSvgs } from "./hostile-svgs.ts";

/** What Claude is told may fill a page, not a conversation. */
const maxChars = 8000;

async function tell(name: string, input: Parameters<typeof callTool>[1], file: GivenFile) {
  const result = await callTool(name, input, { files: toolFiles({ bomb: file }) });
  const text = textOf(result);
  expect(text).toMatch(/\S/);
  expect(text.length).toBeLessThan(maxChars);
  return { ...result, text };
}

const count = `import zipfile, tarfile, gzip, os
for name in os.listdir():
    data = open(name, "rb").read()
    opened = zipfile.ZipFile(name) if data[:2] == b"PK" else gzip.open(name)
    kept = [opened.read(each) for each in opened.namelist()] if data[:2] == b"PK" else opened.read()
    print(len(kept))`;

/** The same worker, asked for honest work. */
async function stillAnswers(): Promise<void> {
  const table = {
    mimeType: "text/csv",
    fileName: "a.csv",
    bytes: Buffer.from("quay,depth\nN,3\n"),
  };
  expect((await tell("preview_file", { file_id: "bomb" }, table)).text).toContain("N | 3");
  const picture = { mimeType: "image/png", fileName: "a.png", bytes: widePng };
  expect(await tell("preview_file", { file_id: "bomb" }, picture)).toMatchObject({
    isError: false,
  });
  const run = await tell("execute_python", { code: "print(6 * 7)" }, table);
  expect(run.text).toContain("42");
  expect(await tell("render_latex", { latex: "x^2" }, table)).toMatchObject({ isError: false });
}

describe("a picture", () => {
  test.each(hostilePictures)("%s", async (_what, file) => {
    await tell("preview_file", { file_id: "bomb" }, file);
    await tell("analyze_image", { file_id: "bomb", question: `What is it? ${tag()}` }, file);
    const order = { prompt: `copy ${tag()}`, file_ids: ["bomb"], size: "1K" };
    await tell("generate_image", order, file);
  });

  test("and the worker still answers", stillAnswers);
});

describe("an archive", () => {
  test.each(hostileArchives)("%s", async (_what, file) => {
    expect(await tell("preview_file", { file_id: "bomb" }, file)).toMatchObject({ isError: false });
    await tell("execute_python", { code: count, files: [{ file_id: "bomb" }], timeout: 2 }, file);
  });

  test("and the worker still answers", stillAnswers);
});

test("more than a hundred inputs mean harm, of every kind", () => {
  const kinds = [hostilePrograms, hostileFormulas, hostileSvgs, hostilePictures, hostileArchives];
  const sizes = kinds.map(({ length }) => length);
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(10);
  expect(sizes.reduce((sum, size) => sum + size)).toBeGreaterThan(100);
});

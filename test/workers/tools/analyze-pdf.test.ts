/** analyze_pdf as it is deployed: the request carries the pages asked for and no others. */
import { PDFDocument, PDFName } from "@cantoo/pdf-lib";
import { extractText, getDocumentProxy } from "unpdf";
import { describe, expect, test } from "vitest";
import { pdf } from "../../lib/files/sample-files.ts";
import { type GivenFile, toolFiles } from "../../support/tool-files.ts";
import {
  analysesWith,
  bytesOf,
  costByHand,
  onlyAnalysis,
  script,
  uploaded,
} from "./analysis-requests.ts";
import { callTool, tag, textOf } from "./deployed-tool.ts";
import { denseXref, mazeOfPages } from "./hostile-pdfs.ts";

const lines = ["The whale sings", "The shark is silent", "The crab walks", "The eel hides"];

const pdfFile = (bytes: Uint8Array): GivenFile => ({
  fileName: "sea.pdf",
  mimeType: "application/pdf",
  bytes: new Uint8Array(bytes),
});

const read = (question: string, pages: string | null, file: GivenFile) =>
  callTool(
    "analyze_pdf",
    { file_id: "doc", question, ...(pages === null ? {} : { pages }) },
    { files: toolFiles({ doc: file }) },
  );

async function textsOf(bytes: Uint8Array): Promise<string[]> {
  return (await extractText(await getDocumentProxy(bytes.slice()))).text;
}

describe("the request", () => {
  test.each([
    ["2", [1], "page 2 of 4"],
    ["1-2, 4", [0, 1, 3], "page 1–2, 4 of 4"],
    ["3-", [2, 3], "page 3–4 of 4"],
    ["4,4,1", [0, 3], "page 1, 4 of 4"],
  ])("for pages %s carries those", async (pages, shown, told) => {
    const question = tag();
    await script(question, [{ type: "text", text: "Silence." }]);
    const result = await read(question, pages, pdfFile(pdf(lines)));
    expect(textOf(result)).toBe(`On ${told} of "sea.pdf", found by looking at it:\n\nSilence.`);
    const body = await onlyAnalysis(question);
    expect(await textsOf(bytesOf(body))).toEqual(shown.map((page) => lines[page]));
    expect(body.messages[0].content[0]).toMatchObject({ type: "document", title: "sea.pdf" });
    expect(body.messages[0].content[1].text).toContain(told);
    expect(result.cost).toEqual({
      amountNanoUsd: await costByHand(body, "Silence."),
      note: "claude-sonnet-5-5",
    });
  });

  test("carries no page that only a link leads to", async () => {
    const document = await PDFDocument.load(pdf(lines));
    const [first, , third] = document.getPages();
    const link = document.context.register(
      document.context.obj({ Type: "Annot", Subtype: "Link", Dest: [third?.ref ?? null, "Fit"] }),
    );
    first?.node.set(PDFName.of("Annots"), document.context.obj([link]));
    const question = tag();
    await read(question, "1", pdfFile(await document.save({ useObjectStreams: false })));
    const sent = bytesOf(await onlyAnalysis(question));
    expect(await textsOf(sent)).toEqual([lines[0]]);
    expect(new TextDecoder("latin1").decode(sent)).not.toContain("crab");
  });

  test("for the whole names the document where Claude has it already, else carries it as it is", async () => {
    const bytes = pdf(lines);
    const claudeFileId = await uploaded(bytes, "sea.pdf", "application/pdf");
    const [known, unknown] = [tag(), tag()];
    await read(known, null, { ...pdfFile(bytes), claudeFileId });
    const { source } = (await onlyAnalysis(known)).messages[0].content[0];
    expect(source).toEqual({ type: "file", file_id: claudeFileId });
    await read(unknown, "all", pdfFile(bytes));
    expect(Buffer.from(bytesOf(await onlyAnalysis(unknown))).equals(bytes)).toBe(true);
  });

  test("for one page carries it even where Claude has the whole", async () => {
    const bytes = pdf(lines);
    const claudeFileId = await uploaded(bytes, "sea.pdf", "application/pdf");
    const question = tag();
    await read(question, "3", { ...pdfFile(bytes), claudeFileId });
    expect(await textsOf(bytesOf(await onlyAnalysis(question)))).toEqual([lines[2]]);
  });

  test("carries pages that everybody may read, but not change, without their lock", async () => {
    const document = await PDFDocument.load(pdf(lines));
    document.encrypt({ userPassword: "", ownerPassword: "sesame" });
    const question = tag();
    await read(question, null, pdfFile(await document.save()));
    expect(await textsOf(bytesOf(await onlyAnalysis(question)))).toEqual(lines);
  });
});

async function locked(): Promise<Uint8Array> {
  const document = await PDFDocument.load(pdf(lines));
  document.encrypt({ userPassword: "open", ownerPassword: "sesame" });
  return document.save();
}

describe("is refused without charge, and nobody is asked", () => {
  test.each([
    ["page 5 of 4", "5", /has 4 pages, there is no page 5/],
    ["page 0", "0", /no pages 0/],
    ["a range from back to front", "3-1", /no pages 3-1/],
    ["words", "the second", /names no pages/],
    ["a range into the void", "2-999999", /has 4 pages, there is no page 999999/],
    ["nothing between commas", "1,,2", /names no pages/],
  ])("%s", async (_case, pages, advice) => {
    const question = tag();
    const result = await read(question, pages, pdfFile(pdf(lines)));
    expect(result).toMatchObject({ isError: true, files: [] });
    expect(textOf(result)).toMatch(advice);
    expect(result.cost).toBeUndefined();
    expect(await analysesWith(question)).toEqual([]);
  });

  test.each<[string, () => Uint8Array | Promise<Uint8Array>, RegExp]>([
    ["a locked one", locked, /locked with a password/],
    ["a damaged one", () => pdf(lines).subarray(0, 120), /damaged/],
    ["words", () => new TextEncoder().encode("no PDF at all"), /damaged/],
    ["one of 101 pages", () => pdf(Array(101).fill("x")), /101 pages, at most 100.*has 101/],
    ["one that unpacks to gigabytes", denseXref, /packed too tightly/],
    ["one whose pages are a maze", mazeOfPages, /damaged/],
    ["one that is larger than can be held", () => new Uint8Array(9e6), /too large.*over 8 MB/],
  ])("%s", async (_case, bytes, advice) => {
    const question = tag();
    const result = await read(question, null, pdfFile(await bytes()));
    expect(result).toMatchObject({ isError: true, files: [] });
    expect(textOf(result)).toMatch(advice);
    expect(await analysesWith(question)).toEqual([]);
  });

  test("a picture", async () => {
    const result = await read(tag(), null, { mimeType: "image/png", bytes: new Uint8Array(9) });
    expect(textOf(result)).toMatch(/is no PDF but image\/png/);
  });
});

describe("of one over 8 MB that Claude has", () => {
  const large = Buffer.concat([pdf(lines), Buffer.alloc(8.5e6, "%")]);
  const largeFile = async () => ({
    ...pdfFile(large),
    claudeFileId: await uploaded(large, "sea.pdf", "application/pdf"),
  });

  test("a range is refused, and the whole not sent in its place", async () => {
    const question = tag();
    const result = await read(question, "2", await largeFile());
    expect(result).toMatchObject({ isError: true, files: [] });
    expect(result.cost).toBeUndefined();
    expect(textOf(result)).toMatch(/cannot be cut out: it is over 8 MB.*own, or ask about.*"all"/);
    expect(await analysesWith(question)).toEqual([]);
  });

  test("the whole is read by its id, where it is asked for", async () => {
    const [question, file] = [tag(), await largeFile()];
    await script(question, [{ type: "text", text: "Silence." }]);
    expect(textOf(await read(question, "all", file))).toMatch(/^On "sea\.pdf", found by/);
    const { source } = (await onlyAnalysis(question)).messages[0].content[0];
    expect(source).toEqual({ type: "file", file_id: file.claudeFileId });
  });
});

test("of 101 pages some can be read", async () => {
  const question = tag();
  const many = Array.from({ length: 101 }, (_, page) => `line ${page + 1}`);
  await read(question, "99-101", pdfFile(pdf(many)));
  const sent = bytesOf(await onlyAnalysis(question));
  expect(await textsOf(sent)).toEqual(["line 99", "line 100", "line 101"]);
});

/** A PDF of which some pages are to travel and no others. */
import type { PDFDict, PDFDocument, PDFPageLeaf } from "@cantoo/pdf-lib";

export interface OpenPdf {
  readonly pageCount: number;
  /** It is encrypted, though everybody may read it; what is cut out of it is not. */
  readonly isEncrypted: boolean;
  /** A document of these pages alone, numbered from 1 here; null where they are damaged. */
  cut(pages: readonly number[]): Promise<Uint8Array | null>;
}

export type Unopened = { readonly reason: "locked" | "damaged" | "too_dense" };

type Library = typeof import("@cantoo/pdf-lib");

/** More than any book; a tree that is a maze has no end otherwise. */
const maxNodes = 20_000;

/** What makes up the look of a page; links, threads and tags would bring other pages along. */
const keptOfPage = new Set(
  "Type Resources MediaBox CropBox Rotate Contents Group UserUnit Annots Parent".split(" "),
);
/** The look of filled forms and of comments, not where they lead. */
const keptOfNote = new Set(
  "Type Subtype Rect AP AS F BS Border C CA IC MK QuadPoints Contents".split(" "),
);

export async function openPdf(bytes: Uint8Array<ArrayBuffer>): Promise<OpenPdf | Unopened> {
  // A quarter of a megabyte, packed: evaluated when the first pages are cut.
  const { unpacksSafely } = await import("./unpacked-size.ts");
  if (!unpacksSafely(bytes)) return { reason: "too_dense" };
  const library = await import("@cantoo/pdf-lib");
  const loaded = await load(library, bytes);
  if ("reason" in loaded) return loaded;
  const { document, isEncrypted } = loaded;
  const leaves = leavesOf(library, document);
  if (leaves === null || leaves.length === 0) return { reason: "damaged" };
  return {
    pageCount: leaves.length,
    isEncrypted,
    async cut(pages) {
      try {
        return await cut(
          library,
          document,
          pages.flatMap((page) => leaves[page - 1] ?? []),
        );
      } catch {
        return null;
      }
    },
  };
}

type Loaded = { readonly document: PDFDocument; readonly isEncrypted: boolean };

async function load(library: Library, bytes: Uint8Array): Promise<Loaded | Unopened> {
  const { PDFDocument, EncryptedPDFError, ParseSpeeds } = library;
  const options = { updateMetadata: false, parseSpeed: ParseSpeeds.Fastest };
  try {
    return { document: await PDFDocument.load(bytes, options), isEncrypted: false };
  } catch (thrown) {
    // Whatever the library throws, it is about a file that somebody sent.
    if (!(thrown instanceof EncryptedPDFError)) return { reason: "damaged" };
  }
  try {
    const document = await PDFDocument.load(bytes, { ...options, password: "" });
    return { document, isEncrypted: true };
  } catch {
    return { reason: "locked" };
  }
}

/** In the order of the pages; null where the tree makes no sense. */
function leavesOf(library: Library, document: PDFDocument): readonly PDFPageLeaf[] | null {
  const { PDFPageLeaf, PDFPageTree } = library;
  const leaves: PDFPageLeaf[] = [];
  try {
    const waiting: unknown[] = [document.catalog.Pages()];
    for (let seen = 0; waiting.length > 0; seen += 1) {
      if (seen >= maxNodes) return null;
      const node = waiting.pop();
      if (node instanceof PDFPageLeaf) leaves.push(node);
      if (!(node instanceof PDFPageTree)) continue;
      const kids = node.Kids();
      if (kids.size() > maxNodes) return null;
      for (let at = kids.size() - 1; at >= 0; at -= 1) waiting.push(kids.lookup(at));
    }
  } catch {
    return null;
  }
  return leaves;
}

async function cut(
  library: Library,
  source: PDFDocument,
  leaves: readonly PDFPageLeaf[],
): Promise<Uint8Array> {
  const { PDFDocument, PDFDict, PDFObjectCopier, PDFPage } = library;
  const target = await PDFDocument.create({ updateMetadata: false });
  const copier = PDFObjectCopier.for(source.context, target.context);
  for (const leaf of leaves) {
    keepOnly(leaf, keptOfPage);
    const notes = leaf.Annots();
    for (let at = 0; at < (notes?.size() ?? 0); at += 1) {
      const note = notes?.lookup(at);
      if (note instanceof PDFDict) keepOnly(note, keptOfNote);
    }
    const copy = copier.copy(leaf);
    target.addPage(PDFPage.of(copy, target.context.register(copy), target));
  }
  return target.save({ useObjectStreams: false, objectsPerTick: Number.POSITIVE_INFINITY });
}

function keepOnly(dictionary: PDFDict, kept: ReadonlySet<string>): void {
  for (const key of dictionary.keys()) {
    if (!kept.has(key.decodeText())) dictionary.delete(key);
  }
}

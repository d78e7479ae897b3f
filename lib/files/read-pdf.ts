/** What a PDF says of itself: how many pages it has, and how the first one begins. */
import { firstPageChars } from "./limits.ts";

export type PdfFacts = { readonly pageCount: number; readonly firstPageText: string };

/** Null where it is damaged or locked: Claude may still make something of it. */
export async function readPdf(bytes: Uint8Array): Promise<PdfFacts | null> {
  // Half a megabyte of code: evaluated when the first PDF comes.
  const { getDocumentProxy } = await import("unpdf");
  try {
    // A copy, because pdf.js takes the bytes for itself.
    const document = await getDocumentProxy(bytes.slice(), { verbosity: 0 });
    try {
      const page = await document.getPage(1);
      const { items } = await page.getTextContent();
      const text = items.map((item) => ("str" in item ? item.str : "")).join(" ");
      return { pageCount: document.numPages, firstPageText: shortened(text) };
    } finally {
      await document.loadingTask.destroy();
    }
  } catch {
    // Whatever pdf.js throws, it is about a file that somebody sent.
    return null;
  }
}

function shortened(text: string): string {
  return text.replace(/\s+/g, " ").trim().slice(0, firstPageChars);
}

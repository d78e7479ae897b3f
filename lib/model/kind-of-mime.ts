/** What a file is to a person who looks at a list of them. */

export type FileKind = "image" | "pdf" | "audio" | "video" | "document";

export function kindOfMime(mimeType: string): FileKind {
  if (mimeType === "application/pdf") return "pdf";
  const [family] = mimeType.split("/");
  if (family === "image" || family === "audio" || family === "video") return family;
  return "document";
}

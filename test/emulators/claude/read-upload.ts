/** The multipart body of an upload, checked (FileUploadParams of the SDK). */
import { z } from "zod";
import { type ApiError, invalidRequest, tooLarge } from "./api-error.ts";
import { explainIssues } from "./schema/explain-issue.ts";

export type Upload = {
  readonly filename: string;
  readonly mimeType: string;
  readonly bytes: Uint8Array;
  readonly expiresInSeconds: number | null;
};

/** field-and-platforms §5.6: 500 MB per file. */
const MAX_FILE_BYTES = 500 * 1024 * 1024;
const MIN_EXPIRY_SECONDS = 3600;
const MAX_EXPIRY_SECONDS = 7_776_000;
const EXTENSIONS: Readonly<Record<string, string>> = {
  "application/pdf": ".pdf",
  "text/plain": ".txt",
  "image/png": ".png",
  "image/jpeg": ".jpg",
};

const uploadSchema = z.strictObject({
  file: z.instanceof(File),
  expires_in_seconds: z.coerce
    .number()
    .int()
    .min(MIN_EXPIRY_SECONDS)
    .max(MAX_EXPIRY_SECONDS)
    .optional(),
});

export async function readUpload(request: Request): Promise<Upload | ApiError> {
  // The declared length spares reading half a gigabyte; the form around the file is small change.
  if (Number(request.headers.get("content-length")) > MAX_FILE_BYTES) {
    return tooLarge("File exceeds the maximum size of 500 MB");
  }
  const form = await readForm(request);
  if (form === null) return invalidRequest("The request body is not valid multipart/form-data");
  const parsed = uploadSchema.safeParse(Object.fromEntries(form));
  if (!parsed.success) return invalidRequest(explainIssues(parsed.error));
  const { file, expires_in_seconds: expiresInSeconds = null } = parsed.data;
  const mimeType = file.type || "application/octet-stream";
  const bytes = new Uint8Array(await file.arrayBuffer());
  return {
    filename: filenameOf(file, mimeType),
    mimeType,
    bytes,
    expiresInSeconds,
  };
}

async function readForm(request: Request): Promise<FormData | null> {
  try {
    return await request.formData();
  } catch {
    return null;
  }
}

/** Only the final path component is kept; without one it is "unnamed". */
function filenameOf(file: File, mimeType: string): string {
  const name = file.name.split(/[\\/]/).at(-1);
  return name || `unnamed${EXTENSIONS[mimeType] ?? ""}`;
}

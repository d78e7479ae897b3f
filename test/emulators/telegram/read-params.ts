/** Reads the parameters of a Bot API request: query string, JSON, urlencoded form or multipart. */
import { ApiError, badRequest } from "./api-error.ts";
import type { Params } from "./methods/method.ts";

/** 50 MB of file plus room for the other fields; the server drops larger requests unread. */
export const MAX_REQUEST_BYTES = 50 * 1024 * 1024 + 256 * 1024;

export async function readParams(request: Request): Promise<Params> {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  if (request.method !== "POST") return query;
  if (Number(request.headers.get("content-length") ?? 0) > MAX_REQUEST_BYTES) {
    throw new ApiError(413, "Request Entity Too Large");
  }
  return { ...query, ...(await readBody(request)) };
}

async function readBody(request: Request): Promise<Params> {
  const type = request.headers.get("content-type") ?? "";
  if (type.startsWith("application/json")) return readJson(await request.text());
  if (/^(multipart\/form-data|application\/x-www-form-urlencoded)/.test(type)) {
    const form = await request.formData().catch(() => null);
    if (form === null) throw badRequest("can't parse the form");
    return Object.fromEntries(form);
  }
  return {};
}

export function readJson(text: string): Params {
  if (text.trim() === "") return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    throw badRequest("can't parse JSON object");
  }
  throw badRequest("object expected");
}

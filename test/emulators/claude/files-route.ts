/** The Files API: upload, metadata, list, delete, and the download that user uploads refuse. */
import type Anthropic from "@anthropic-ai/sdk";
import { Hono } from "hono";
import type { ApiEnv } from "./api-env.ts";
import { type ApiError, errorResponse, invalidRequest, notFound } from "./api-error.ts";
import { isExpired, type StoredFile } from "./file-store.ts";
import { listFiles } from "./list-files.ts";
import { readUpload } from "./read-upload.ts";
import type { World } from "./world.ts";

export function filesRoutes(world: World): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>();

  routes.post("/v1/files", async (c) => {
    const upload = await readUpload(c.req.raw);
    if ("status" in upload) return errorResponse(upload, c.var.requestId);
    const { expiresInSeconds, ...file } = upload;
    const createdAtMs = world.nowMs();
    const expiresAtMs = expiresInSeconds === null ? null : createdAtMs + expiresInSeconds * 1000;
    return c.json(metadata(world.files.add({ ...file, createdAtMs, expiresAtMs })));
  });

  routes.get("/v1/files", (c) => {
    const listed = listFiles(new URL(c.req.url).searchParams, world.files);
    if ("status" in listed) return errorResponse(listed, c.var.requestId);
    return c.json({
      data: listed.files.map(metadata),
      next_page: listed.nextPage,
    });
  });

  routes.get("/v1/files/:id", (c) => {
    const file = world.files.get(c.req.param("id"));
    return file === undefined
      ? errorResponse(missing(c.req.param("id")), c.var.requestId)
      : c.json(metadata(file));
  });

  routes.get("/v1/files/:id/content", (c) => {
    const id = c.req.param("id");
    return errorResponse(refuseDownload(id, world), c.var.requestId);
  });

  routes.delete("/v1/files/:id", (c) => {
    const id = c.req.param("id");
    if (!world.files.delete(id)) return errorResponse(missing(id), c.var.requestId);
    return c.json({ id, type: "file_deleted" } satisfies Anthropic.DeletedFile);
  });

  return routes;
}

/** Only files that Claude's own tools made can be downloaded, and here every file is an upload. */
function refuseDownload(id: string, world: World): ApiError {
  const file = world.files.get(id);
  if (file === undefined) return missing(id);
  if (isExpired(file, world.nowMs())) {
    return notFound(`File has expired: ${id}`, { error_code: "file_expired" });
  }
  return invalidRequest(`File is not downloadable: ${id}`, {
    error_code: "file_not_downloadable",
  });
}

function missing(id: string): ApiError {
  return notFound(`File not found: ${id}`);
}

function metadata(file: StoredFile): Anthropic.FileMetadata {
  const { id, filename, mimeType, bytes, createdAtMs, expiresAtMs } = file;
  return {
    id,
    type: "file",
    filename,
    mime_type: mimeType,
    size_bytes: bytes.byteLength,
    created_at: new Date(createdAtMs).toISOString(),
    downloadable: false,
    expires_at: expiresAtMs === null ? null : new Date(expiresAtMs).toISOString(),
  };
}

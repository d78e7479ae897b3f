/** Blocks that carry what a person sends: text, images, documents, search results, files for a container. */
import { z } from "zod";
import { cacheable } from "./cache-control.ts";
import { citation, citationsConfig } from "./citations.ts";

export const textBlock = z.strictObject({
  type: z.literal("text"),
  text: z.string(),
  citations: z.array(citation).nullish(),
  ...cacheable,
});

const fileSource = z.strictObject({
  type: z.literal("file"),
  file_id: z.string(),
});
const urlSource = z.strictObject({ type: z.literal("url"), url: z.string() });

export const imageBlock = z.strictObject({
  type: z.literal("image"),
  source: z.discriminatedUnion("type", [
    z.strictObject({
      type: z.literal("base64"),
      media_type: z.enum(["image/jpeg", "image/png", "image/gif", "image/webp"]),
      data: z.string(),
    }),
    urlSource,
    fileSource,
  ]),
  transformations: z
    .strictObject({ oversized_image: z.enum(["downsize", "error"]).optional() })
    .nullish(),
  ...cacheable,
});

export const documentBlock = z.strictObject({
  type: z.literal("document"),
  source: z.discriminatedUnion("type", [
    z.strictObject({
      type: z.literal("base64"),
      media_type: z.literal("application/pdf"),
      data: z.string(),
    }),
    z.strictObject({
      type: z.literal("text"),
      media_type: z.literal("text/plain"),
      data: z.string(),
    }),
    z.strictObject({
      type: z.literal("content"),
      content: z.union([
        z.string(),
        z.array(z.discriminatedUnion("type", [textBlock, imageBlock])),
      ]),
    }),
    urlSource,
    fileSource,
  ]),
  title: z.string().nullish(),
  context: z.string().nullish(),
  citations: citationsConfig.nullish(),
  ...cacheable,
});

export const searchResultBlock = z.strictObject({
  type: z.literal("search_result"),
  source: z.string(),
  title: z.string(),
  content: z.array(textBlock),
  citations: citationsConfig.optional(),
  ...cacheable,
});

export const containerUploadBlock = z.strictObject({
  type: z.literal("container_upload"),
  file_id: z.string(),
  ...cacheable,
});

export type ImageBlock = z.output<typeof imageBlock>;
export type DocumentBlock = z.output<typeof documentBlock>;

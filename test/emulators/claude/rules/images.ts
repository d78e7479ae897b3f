/** Images must be what they claim and small enough (platform.claude.com, Vision; field-and-platforms §5.6). */
import { type ApiError, invalidRequest } from "../api-error.ts";
import { type ImageFacts, imageFacts } from "../image-size.ts";
import type { ImageBlock } from "../schema/input-blocks.ts";
import { walkBlocks } from "../walk-blocks.ts";
import type { Rule, RuleInput } from "./rule.ts";

const MAX_BYTES = 5 * 1024 * 1024;
/** Images per request of a model with a 1M context. */
const MAX_IMAGES = 600;
const MAX_SIDE_PIXELS = 8000;
const MANY_IMAGES = 20;
const MAX_SIDE_OF_MANY_PIXELS = 2000;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

type Sized = { readonly path: string; readonly facts: ImageFacts };

export const images: Rule = (input) => {
  const sized: Sized[] = [];
  let count = 0;
  for (const { path, block } of walkBlocks(input.prompt.messages)) {
    if (block.type !== "image") continue;
    count += 1;
    const outcome = inspect(path, block, input);
    if (outcome !== null && "status" in outcome) return outcome;
    if (outcome !== null) sized.push({ path, facts: outcome });
  }
  if (count > MAX_IMAGES) {
    return invalidRequest(`messages: too many images: ${count} > ${MAX_IMAGES}`);
  }
  return checkSides(sized, count > MANY_IMAGES ? MAX_SIDE_OF_MANY_PIXELS : MAX_SIDE_PIXELS);
};

/** Null where there is nothing to look at: a URL, or a file that rules/file-references.ts refuses. */
function inspect(
  path: string,
  { source }: ImageBlock,
  input: RuleInput,
): ImageFacts | ApiError | null {
  if (source.type === "url") return null;
  if (source.type === "file") {
    const file = input.files.get(source.file_id);
    return file === undefined ? null : imageFacts(file.bytes);
  }
  const at = `${path}.image.source.base64`;
  if (!BASE64.test(source.data)) return invalidRequest(`${at}.data: invalid base64 data`);
  const bytes = Buffer.from(source.data, "base64");
  if (bytes.byteLength > MAX_BYTES) {
    const sizes = `${bytes.byteLength} bytes > ${MAX_BYTES} bytes`;
    return invalidRequest(`${at}: image exceeds 5 MB maximum: ${sizes}`);
  }
  const facts = imageFacts(bytes);
  if (facts === null) return invalidRequest(`${at}.data: Could not process image`);
  if (facts.mediaType === source.media_type) return facts;
  return invalidRequest(
    `${at}.data: Image does not match the provided media type ${source.media_type}`,
  );
}

/** ImageDimensionsTooLargeErrorDetails of the SDK names every image over the limit. */
function checkSides(sized: readonly Sized[], limit: number): ApiError | null {
  const paths = sized
    .filter(({ facts }) => Math.max(facts.width, facts.height) > limit)
    .map(({ path }) => path);
  if (paths.length === 0) return null;
  return invalidRequest(`${paths[0]}: image dimensions exceed max allowed size: ${limit} pixels`, {
    error_code: "image_dimensions_too_large",
    max_side_length_pixels: limit,
    paths,
  });
}

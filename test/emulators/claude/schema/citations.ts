/** Citations inside text blocks (TextCitationParam of the SDK). */
import { z } from "zod";

const index = z.int().nonnegative();

const inDocument = {
  cited_text: z.string(),
  document_index: index,
  document_title: z.string().nullable(),
  // Absent from the SDK's Param types, but answers carry it and must come back unchanged.
  file_id: z.string().nullish(),
};

export const citation = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("char_location"),
    ...inDocument,
    start_char_index: index,
    end_char_index: index,
  }),
  z.strictObject({
    type: z.literal("page_location"),
    ...inDocument,
    start_page_number: index,
    end_page_number: index,
  }),
  z.strictObject({
    type: z.literal("content_block_location"),
    ...inDocument,
    start_block_index: index,
    end_block_index: index,
  }),
  z.strictObject({
    type: z.literal("web_search_result_location"),
    cited_text: z.string(),
    encrypted_index: z.string(),
    title: z.string().nullable(),
    url: z.string(),
  }),
  z.strictObject({
    type: z.literal("search_result_location"),
    cited_text: z.string(),
    search_result_index: index,
    source: z.string(),
    title: z.string().nullable(),
    start_block_index: index,
    end_block_index: index,
  }),
]);

/** Whether a document or search result may be cited. */
export const citationsConfig = z.strictObject({
  enabled: z.boolean().optional(),
});

/** deliver_file: a pending file goes to the person, for free. */
import * as z from "zod";
import type { Tool } from "./tool.ts";
import { textBlock } from "./tool-answer.ts";

/** What Telegram takes below a file (Bot API, sendPhoto). */
const captionLength = 1024;

const input = z.object({
  file_id: z.string().max(100).describe("Id of a pending file, as a tool told it: exec_…"),
  caption: z
    .string()
    .max(captionLength)
    .optional()
    .describe(`A line below the file, plain text, at most ${captionLength} characters.`),
  sequential: z
    .boolean()
    .default(false)
    .describe(
      "True sends it as a message of its own. Otherwise pictures delivered in one step stand together as an album.",
    ),
});

export const deliverFile: Tool<z.infer<typeof input>> = {
  name: "deliver_file",
  description:
    "Sends the person a pending file that a tool made for you. It stands behind the words you wrote before " +
    "the call, so write what leads up to it first; to speak between two files, " +
    "deliver the second in a later step. A file can be delivered once. " +
    "Files that were delivered or that the person sent are in the chat already and are not delivered again. " +
    "A pending file nobody delivers is gone when its time is over.",
  input,
  paid: false,
  async run({ file_id: id, caption, sequential }) {
    const words = caption === undefined || caption.trim() === "" ? {} : { caption };
    return {
      content: [textBlock(`Delivery of ${id}:`)],
      isError: false,
      files: [],
      deliver: [{ id, ...words, ...(sequential && { isAlone: true as const }) }],
    };
  },
};

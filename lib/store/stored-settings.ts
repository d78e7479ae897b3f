/** The form of a person's settings in a queue message and in `users.settings`. */
import * as z from "zod";

const setting = z.object({
  value: z.string().nullable(),
  changedAtMs: z.int().nonnegative(),
  updateId: z.int(),
});

/** Values are judged where they are used: one that no code knows any more is not an error. */
export const storedSettings = z.object({
  model: setting.exactOptional(),
  personality: setting.exactOptional(),
  streaming: setting.exactOptional(),
  onArrival: setting.exactOptional(),
  costLine: setting.exactOptional(),
});

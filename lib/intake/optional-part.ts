/** For what only accompanies a message: where it cannot be read it counts as absent, and the message still arrives. */
import type * as z from "zod";

export function optionalPart<T extends z.ZodType>(schema: T) {
  return schema.optional().catch(undefined);
}

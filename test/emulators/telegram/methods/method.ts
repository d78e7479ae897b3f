/** The shape of every Bot API method here: a name, an input schema, a function. */
import type { z } from "zod";
import { badRequest } from "../api-error.ts";
import type { Emulator } from "../emulator.ts";

/** Parameters as they came: JSON values, or strings and files from a form. */
export type Params = Readonly<Record<string, unknown>>;

export type Method = {
  readonly name: string;
  /** The `result` of the answer; throws an ApiError to refuse. */
  readonly run: (emulator: Emulator, params: Params) => unknown;
};

type Run<Input> = (emulator: Emulator, input: Input, params: Params) => unknown;

export function defineMethod<Schema extends z.ZodType>(
  name: string,
  schema: Schema,
  run: Run<z.output<Schema>>,
): Method {
  return {
    name,
    run: (emulator, params) => {
      const parsed = schema.safeParse(params);
      if (!parsed.success) throw badRequest(complaint(parsed.error));
      return run(emulator, parsed.data, params);
    },
  };
}

function complaint(error: z.ZodError): string {
  const [issue] = error.issues;
  const path = issue?.path.join(".") ?? "";
  if (path === "chat_id") return "chat_id is empty";
  return `can't parse ${path || "request"}: ${issue?.message ?? "invalid value"}`;
}

/** What tests may ask of the Gemini stand-in over `/sim/*`: faults, and the record of requests. */
import { z } from "zod";

export const CONTROL_HEADER = "x-sim-key";

/** Body of `POST /sim/faults`: what becomes of the next requests whose prompt holds `match`. */
export const faultSchema = z.strictObject({
  match: z.string(),
  times: z.int().positive().default(1),
  fault: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("error"), code: z.int().min(400).max(599) }),
    /** Never answered. */
    z.strictObject({ kind: z.literal("hang") }),
    /** A 200 that is no JSON. */
    z.strictObject({ kind: z.literal("garbage") }),
    /** A 200 whose picture is none. */
    z.strictObject({ kind: z.literal("no_picture") }),
    /** A 200 that is longer than anybody can hold. */
    z.strictObject({ kind: z.literal("huge") }),
    /** The connection is cut in the middle of the answer. */
    z.strictObject({ kind: z.literal("cut") }),
  ]),
});

export type QueuedFault = z.output<typeof faultSchema>;
export type Fault = QueuedFault["fault"];

export type RecordedRequest = {
  readonly model: string;
  /** Of the answer; 0 while there is none. */
  readonly status: number;
  readonly prompt: string;
  readonly aspectRatio: string | null;
  readonly size: string | null;
  /** SHA-256 in hex of each picture that was sent. */
  readonly sources: readonly string[];
};

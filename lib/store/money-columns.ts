/** How money, ids and counts come out of Postgres: a bigint arrives as text. */
import * as z from "zod";
import type { UserId } from "../model/ids.ts";
import { nanoUsd } from "../model/money.ts";

const bigint = z.string().regex(/^-?\d+$/);

/** Throws RangeError beyond the safe range, where a nano-dollar would get lost. */
export const nanoUsdColumn = bigint.transform((text) => nanoUsd(Number(text)));

export const countColumn = bigint.transform(Number);

export const userIdColumn = bigint.transform((text) => Number(text) as UserId);

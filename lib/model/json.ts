/** JSON as a type: what may be stored in a journal, a queue message or a jsonb column. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

export type JsonObject = { readonly [key: string]: Json | undefined };

/** One table's part of a batch: an upsert that is not a statement yet. */
import type { OperationNodeSource } from "kysely";

export type Write = OperationNodeSource;

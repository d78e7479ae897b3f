/** Everything the local worker printed, across its restarts: in a file, as a list, and as it comes. */
import { EventEmitter } from "node:events";
import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { stripVTControlCharacters } from "node:util";

export class WorkerLog {
  readonly path: string;
  readonly #lines: string[] = [];
  readonly #emitter = new EventEmitter<{ line: [string] }>();

  /** Begins an empty file at `path`, readable by its owner only: log lines may quote conversations. */
  constructor(path: string) {
    this.path = path;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, "", { mode: 0o600 });
  }

  get lines(): readonly string[] {
    return this.#lines;
  }

  /** Takes over the lines of a child's output until that ends; colours and empty lines are dropped. */
  read(output: Readable): void {
    createInterface({ input: output }).on("line", (coloured) => {
      const line = stripVTControlCharacters(coloured).trimEnd();
      if (line === "") return;
      this.#lines.push(line);
      appendFileSync(this.path, `${line}\n`);
      this.#emitter.emit("line", line);
    });
  }

  onLine(listener: (line: string) => void): void {
    this.#emitter.on("line", listener);
  }
}

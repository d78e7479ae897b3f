/** What a price table says. All prices are whole nano-dollars: $1 per million tokens is 1 000 a token. */

export type TokenPrices = {
  readonly input: number;
  readonly output: number;
  readonly cacheWrite5m: number;
  readonly cacheWrite1h: number;
  readonly cacheRead: number;
};

export type ModelPrices = {
  readonly perToken: TokenPrices;
  /** Where a prompt of more tokens than this, cache reads and writes included, makes the whole request dearer. */
  readonly longPrompt?: { readonly aboveTokens: number; readonly perToken: TokenPrices };
};

export type PythonPrice = {
  /** Per millisecond that the code runs. */
  readonly perMs: number;
  /** What the engine's start counts as, however long it takes. */
  readonly startMs: number;
};

export type PriceTable = {
  /** By the id that is sent to Claude. */
  readonly models: ReadonlyMap<string, ModelPrices>;
  readonly webSearch: number;
  /** By engine and size, per image. */
  readonly image: {
    readonly "gemini-3-pro-image": Readonly<Record<"1K" | "2K" | "4K", number>>;
    readonly "flux-1-schnell": Readonly<Record<"1K", number>>;
  };
  /** By engine, per second of sound. */
  readonly speechSecond: Readonly<Record<"whisper-1" | "whisper-large-v3-turbo", number>>;
  /** By the engine that runs the code. */
  readonly python: Readonly<Record<"pyodide" | "container", PythonPrice>>;
};

/** Price tables by version: the day they came into force here. */
export type PriceBook = ReadonlyMap<string, PriceTable>;

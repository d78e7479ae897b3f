/** Stands before the Telegram emulator and spoils downloads as ordered; everything else passes through. */
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { pipeline, Readable } from "node:stream";
import { listenOnLoopback } from "../../emulators/loopback-server.ts";

export type Spoiling =
  /** The connection is cut before a byte. */
  | "cut"
  /** More is announced than comes, then the connection is cut. */
  | "short"
  /** No length is told, and the bytes do not end. */
  | "endless"
  /** Nothing ever comes. */
  | "silent"
  | "bad_gateway"
  | "empty";

export type FileDoor = {
  readonly apiRoot: string;
  /** Addresses of the downloads asked for. */
  readonly downloads: readonly string[];
  /** How many bytes an endless file gave before nobody wanted more. */
  readonly endlessBytes: () => number;
  spoil(...next: readonly Spoiling[]): void;
  stop(): Promise<void>;
};

export async function openFileDoor(telegramPort: number): Promise<FileDoor> {
  const downloads: string[] = [];
  const planned: Spoiling[] = [];
  let endlessBytes = 0;

  const spoilers: Readonly<Record<Spoiling, (response: ServerResponse) => void>> = {
    cut: (response) => response.socket?.resetAndDestroy(),
    short: (response) => {
      response.writeHead(200, { "content-length": 1000 });
      response.write("only this", () => response.socket?.resetAndDestroy());
    },
    endless: (response) => {
      function* zeros() {
        for (;;) {
          endlessBytes += 1 << 16;
          yield Buffer.alloc(1 << 16, "a");
        }
      }
      // It ends with an error by design: nobody takes all of it.
      pipeline(Readable.from(zeros()), response, () => undefined);
    },
    silent: () => {},
    empty: (response) => response.writeHead(200, { "content-length": 0 }).end(),
    bad_gateway: (response) => response.writeHead(502).end(),
  };

  function pass(incoming: IncomingMessage, response: ServerResponse): void {
    const { url: path, method, headers } = incoming;
    const onward = request(
      {
        host: "127.0.0.1",
        port: telegramPort,
        path,
        method,
        headers: { ...headers, host: `127.0.0.1:${telegramPort}` },
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      },
    );
    onward.on("error", () => response.destroy());
    incoming.pipe(onward);
  }

  const server = createServer((incoming, response) => {
    if (!incoming.url?.startsWith("/file/")) return pass(incoming, response);
    downloads.push(incoming.url);
    const spoiling = planned.shift();
    if (spoiling === undefined) return pass(incoming, response);
    spoilers[spoiling](response);
  });
  const { port, pause } = await listenOnLoopback(server, 0);
  return {
    apiRoot: `http://127.0.0.1:${port}`,
    downloads,
    endlessBytes: () => endlessBytes,
    spoil: (...next) => planned.push(...next),
    stop: pause,
  };
}

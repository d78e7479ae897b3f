/** A folder in which a test runs `npm start` and `npm run say`, on ports nobody else has. */
import { freePort } from "../free-port.ts";
import { emptyFolder, type Running, runScript } from "./run-script.ts";

export type PlaygroundFolder = {
  readonly folder: string;
  readonly port: number;
  start(...args: string[]): Running;
  say(...args: string[]): Running;
};

export async function playgroundFolder(): Promise<PlaygroundFolder> {
  const folder = await emptyFolder();
  const port = await freePort();
  return {
    folder,
    port,
    start: (...args) => runScript("start.ts", ["--port", String(port), ...args], folder),
    say: (...args) => runScript("say.ts", args, folder),
  };
}

/** One client for every worker under measurement: one kept-alive connection each, as Telegram keeps them. */
import { Agent, request } from "node:http";

export type TimedPost = (body: string) => Promise<number>;

/** Gives milliseconds from handing the request to the socket until the whole answer is there; throws unless it is 200. */
export function openTimedPost(url: string, secret: string): TimedPost {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const headers = {
    "content-type": "application/json",
    "x-telegram-bot-api-secret-token": secret,
  };
  return (body) =>
    new Promise((resolve, reject) => {
      const startedMs = performance.now();
      const sending = request(url, { method: "POST", agent, headers }, (response) => {
        response.on("error", reject);
        response.on("end", () => {
          if (response.statusCode === 200) resolve(performance.now() - startedMs);
          else reject(new Error(`${url} answered ${response.statusCode}`));
        });
        response.resume();
      });
      sending.on("error", reject);
      sending.end(body);
    });
}

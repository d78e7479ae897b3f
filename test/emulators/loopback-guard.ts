/** Keeps web pages away from the local emulators: any page a browser shows can reach 127.0.0.1. */
import type { IncomingMessage } from "node:http";

/**
 * Why a request to the emulator on `port` is refused, or null where it is welcome.
 *
 * Two signs of a foreign caller: an Origin that is not the emulator itself (a page of another site),
 * and a Host that is not a loopback name (DNS rebinding). Callers answer a reason with HTTP 403.
 */
export function refuseForeign(request: IncomingMessage, port: number): string | null {
  const own = [`127.0.0.1:${port}`, `localhost:${port}`];
  const { host, origin } = request.headers;
  if (host === undefined || !own.includes(host.toLowerCase())) return "Host is not this machine";
  if (origin === undefined) return null;
  return own.some((name) => origin === `http://${name}`) ? null : "Origin is not this emulator";
}

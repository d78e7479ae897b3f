/** The first exchange of a connection, seen from the server (and, towards a real PostgreSQL, from the client). */
import { cString, int32, type Message, message } from "./messages.ts";

/** PostgreSQL manual, "SSLRequest" and "GSSENCRequest": both are answered "N", not here. */
const ENCRYPTION_REQUESTS = [80_877_103, 80_877_104];
const PROTOCOL_3_0 = 196_608;

export type StartupKind = "startup" | "encryption" | "unknown";

export function startupKind(packet: Buffer): StartupKind {
  const code = packet.length < 8 ? 0 : packet.readInt32BE(4);
  if (code === PROTOCOL_3_0) return "startup";
  return ENCRYPTION_REQUESTS.includes(code) ? "encryption" : "unknown";
}

export const ENCRYPTION_REFUSED = Buffer.from("N");
export const PASSWORD_REQUEST = message("R", int32(3));

/** The cleartext in a PasswordMessage. */
export function passwordIn(part: Message): string {
  return part.toString("utf8", 5, part.length - 1);
}

/** Welcome: authenticated, settings the driver adapts to, a cancellation key, ready. */
export function greeting(settings: Readonly<Record<string, string>>): Buffer {
  return Buffer.concat([
    message("R", int32(0)),
    ...Object.entries(settings).map(([name, value]) => message("S", cString(name), cString(value))),
    message("K", int32(1), int32(1)),
    message("Z", "I"),
  ]);
}

export function startupPacket(settings: Readonly<Record<string, string>>): Buffer {
  const body = Buffer.concat([
    int32(PROTOCOL_3_0),
    ...Object.entries(settings).flatMap(([name, value]) => [cString(name), cString(value)]),
    Buffer.from([0]),
  ]);
  return Buffer.concat([int32(body.length + 4), body]);
}

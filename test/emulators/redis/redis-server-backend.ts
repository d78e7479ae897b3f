/** An installed redis-server, started for us alone without persistence: what the tests prefer. */
import { once } from "node:events";
import { mkdtemp } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startTied } from "../tied-child.ts";
import { type RedisBackend, redisVersion } from "./redis-backend.ts";
import { RespClient } from "./resp-client.ts";

/** Reachable only through a unix socket in a folder nobody else can enter. */
export async function startRedisServer(program: string): Promise<RedisBackend> {
  const folder = await mkdtemp(join(tmpdir(), "ferry-redis-"));
  const socketPath = join(folder, "redis.sock");
  const listen = ["--port", "0", "--unixsocket", socketPath, "--dir", folder];
  const forget = ["--save", "", "--appendonly", "no"];
  const server = await startTied({
    command: [program, ...listen, ...forget],
    folder,
    runAs: null,
  });
  try {
    const client = await connectRedis(socketPath);
    const stop = async () => {
      client.close();
      await server.stop();
    };
    return {
      version: `redis-server ${await redisVersion(client)}`,
      client,
      ended: server.ended,
      stop,
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function connectRedis(socketPath: string): Promise<RespClient> {
  const connection = connect(socketPath);
  await once(connection, "connect");
  return new RespClient(connection);
}

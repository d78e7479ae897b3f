/** A Redis written in JavaScript, in this process: what `npm start` uses where no redis-server is installed. */
import {
  createRedisCommandExecutor,
  createVirtualConnection,
  RedisServerState,
} from "js-redis-server/core";
import { type RedisBackend, redisVersion } from "./redis-backend.ts";
import { RespClient } from "./resp-client.ts";

/**
 * Connected without TCP: its own server would listen on every interface, and leaves Nagle's
 * algorithm on, which costs each pipeline about 40 ms.
 */
export async function startEmbedded(): Promise<RedisBackend> {
  const state = new RedisServerState();
  const connection = createVirtualConnection({
    state,
    executor: createRedisCommandExecutor(),
  });
  const client = new RespClient(connection.clientSocket);
  return {
    version: `js-redis-server as Redis ${await redisVersion(client)}`,
    client,
    ended: connection.done,
    stop: async () => {
      client.close();
      connection.close();
      await connection.done;
      state.close();
    },
  };
}

/** A store that does what it is asked, and remembers every statement with its parameters. */
import type { KyselyPlugin } from "kysely";
import type { Store } from "../../lib/store/open-store.ts";

export type Statement = { readonly sql: string; readonly parameters: readonly unknown[] };

export type Recording = { readonly store: Store; readonly statements: Statement[] };

export function recordStatements(store: Store): Recording {
  const statements: Statement[] = [];
  const plugin: KyselyPlugin = {
    transformQuery({ node, queryId }) {
      statements.push(store.db.getExecutor().compileQuery(node, queryId));
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  return {
    statements,
    store: {
      db: store.db.withPlugin(plugin),
      async transact(queries) {
        // Compiled through the same plugin, they are remembered already; without it they are new.
        for (const query of queries) if (!statements.includes(query)) statements.push(query);
        return store.transact(queries);
      },
    },
  };
}

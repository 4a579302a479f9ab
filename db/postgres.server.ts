// SPDX-License-Identifier: AGPL-3.0-or-later
// How the program stands to a PostgreSQL that restarts, fails over, ends connections or falls silent: what is lost is dropped
// at once, nothing waits for ever, and no error is left unheard (node-postgres would end the process).
import { type DatabaseConnection, type Driver, PostgresDialect, PostgresDriver } from 'kysely'
import pg from 'pg'
import { outageOf, UnknownOutcome } from './errors.server.ts'

export type Limits = {
  poolSize?: number
  /**
   * For what answers people: no query takes over ten seconds, nor a connection eight. Without it (migrations, commands) a query
   * takes its time.
   */
  bounded?: boolean
  /** Told of a connection lost while nobody used it. */
  onLost?: (error: Error) => void
}

// The server gives up just before we do: the connection stays good then. A work left half-done by a machine that fell silent
// keeps its locks no longer than half a minute. The connection string may say otherwise (`?statement_timeout=…`).
const bounds = {
  connectionTimeoutMillis: 8_000,
  statement_timeout: 9_000,
  query_timeout: 10_000,
  idle_in_transaction_session_timeout: 30_000,
}

/** The dialect of `postgres://…`, over a pool of connections of its own. */
export function postgresDialect(
  url: string,
  { poolSize = 5, bounded = false, onLost }: Limits,
): PostgresDialect {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    ...(bounded ? bounds : { connectionTimeoutMillis: 30_000 }),
  })
  pool.on('connect', (client) => {
    // In use, its query fails; not in use, the pool's own event tells it.
    client.on('error', () => {})
    keepStatements(client)
  })
  pool.on('error', (error) => onLost?.(error))
  return new DroppingPostgresDialect({ pool })
}

const mostStatements = 500

type Query = (...given: unknown[]) => unknown

/**
 * PostgreSQL parses and plans a statement anew each time unless it has a name, which takes longer than most of ours run. The
 * first ones of a connection get names; they are the pages'. What is no plain statement (a cursor) passes as it is.
 */
function keepStatements(client: pg.PoolClient): void {
  const names = new Map<string, string>()
  const plain = client.query.bind(client) as Query
  const query: Query = (...given) => dropping(client, plain(...given))
  client.query = ((text: unknown, values: unknown, ...rest: unknown[]) => {
    if (typeof text !== 'string' || !Array.isArray(values) || rest.length > 0)
      return query(text, values, ...rest)
    const name = names.get(text) ?? (names.size < mostStatements ? `s${names.size}` : undefined)
    if (name === undefined) return query(text, values)
    names.set(text, name)
    return query({ name, text, values })
  }) as typeof client.query
}

/** Closes a connection that fell silent, or leads to a server that only reads: whatever is asked next finds it closed. */
function dropping(client: pg.PoolClient, answer: unknown): unknown {
  if (!(answer instanceof Promise)) return answer
  return answer.catch((error: Error & { code?: string }) => {
    if (error.message === 'Query read timeout' || error.code === '25006')
      void (client as unknown as pg.Client).end()
    throw error
  })
}

class DroppingPostgresDialect extends PostgresDialect {
  readonly #pool: pg.Pool

  constructor({ pool }: { pool: pg.Pool }) {
    super({ pool })
    this.#pool = pool
  }

  override createDriver(): Driver {
    return new DroppingPostgresDriver({ pool: this.#pool })
  }
}

type Connection = Parameters<PostgresDriver['rollbackTransaction']>[0]

class DroppingPostgresDriver extends PostgresDriver {
  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await super.commitTransaction(connection)
    } catch (error) {
      throw outageOf(error) === 'away' ? new UnknownOutcome(error) : error
    }
  }

  override async rollbackTransaction(connection: Connection): Promise<void> {
    // A connection that cannot even roll back is dropped, which undoes the work too. Why the work failed is what matters.
    await super.rollbackTransaction(connection).catch(() => {})
  }
}

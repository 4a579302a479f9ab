// SPDX-License-Identifier: AGPL-3.0-or-later
// The two engines behind the same queries, schema and migrations.
import Sqlite from 'better-sqlite3'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresDialect,
  SqliteAdapter,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
} from 'kysely'
import pg from 'pg'

/** `file:path` opens SQLite, `postgres://...` PostgreSQL. */
export function dialectOf(url: string, poolSize = 5): Dialect {
  if (url.startsWith('file:')) return new ImmediateSqliteDialect({ database: openSqlite(url.slice(5)) })
  const pool = new pg.Pool({ connectionString: url, max: poolSize })
  pool.on('connect', keepStatements)
  return new PostgresDialect({ pool })
}

function openSqlite(path: string): Sqlite.Database {
  const file = new Sqlite(path)
  file.pragma('journal_mode = WAL')
  // What was acknowledged survives a power cut, not only a crash of the process.
  file.pragma('synchronous = FULL')
  file.pragma('foreign_keys = ON')
  file.pragma('busy_timeout = 10000')
  return keepingStatements(file)
}

const mostStatements = 500

/**
 * Preparing a statement costs as much as running it, and a page always runs the same ones. Kysely runs each at once
 * (`all` or `run`), so one may serve again; it is not for `stream()`, which would hold a statement open.
 */
function keepingStatements(file: Sqlite.Database): Sqlite.Database {
  const prepare = file.prepare.bind(file)
  const kept = new Map<string, ReturnType<typeof prepare>>()
  file.prepare = ((source: string) => {
    const found = kept.get(source)
    if (found) return found
    if (kept.size >= mostStatements) kept.clear()
    const statement = prepare(source)
    kept.set(source, statement)
    return statement
  }) as typeof file.prepare
  return file
}

/**
 * PostgreSQL parses and plans a statement anew each time unless it has a name, which takes longer than most of ours run. The
 * first ones of a connection get names; they are the pages'. What is no plain statement (a cursor) passes as it is.
 */
function keepStatements(client: pg.PoolClient): void {
  const names = new Map<string, string>()
  const query = client.query.bind(client) as (...given: unknown[]) => unknown
  client.query = ((text: unknown, values: unknown, ...rest: unknown[]) => {
    if (typeof text !== 'string' || !Array.isArray(values) || rest.length > 0)
      return query(text, values, ...rest)
    const name = names.get(text) ?? (names.size < mostStatements ? `s${names.size}` : undefined)
    if (name === undefined) return query(text, values)
    names.set(text, name)
    return query({ name, text, values })
  }) as typeof client.query
}

/**
 * Kysely's own SQLite driver begins deferred transactions, which fail with SQLITE_BUSY when two workers turn from
 * reading to writing, and runs migrations outside a transaction. `begin immediate` makes the second writer wait.
 */
class ImmediateSqliteDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig

  constructor(config: SqliteDialectConfig) {
    super(config)
    this.#config = config
  }

  override createDriver(): Driver {
    return new ImmediateSqliteDriver(this.#config)
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalSqliteAdapter()
  }
}

class ImmediateSqliteDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }
}

class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

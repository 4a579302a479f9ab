// SPDX-License-Identifier: AGPL-3.0-or-later
// The two engines behind the same queries, schema and migrations.
import Sqlite from 'better-sqlite3'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
} from 'kysely'
import { outageOf } from './errors.server.ts'
import { type Limits, postgresDialect } from './postgres.server.ts'

/** `file:path` opens SQLite, `postgres://...` PostgreSQL. */
export function dialectOf(url: string, limits: Limits): Dialect {
  if (!url.startsWith('file:')) return postgresDialect(url, limits)
  return new PatientSqliteDialect(openSqlite(url.slice(5)))
}

/** How long whoever opens a file or writes to it waits for another process to be done. */
const longestWait = 5_000
/** Nobody having tried to write for so long, a locked file is taken for locked anew. */
const forgotten = 30_000
const beginning = 'begin immediate'

function openSqlite(path: string): Sqlite.Database {
  const file = new Sqlite(path, { timeout: 50 })
  keepWriteAhead(file)
  // What was acknowledged survives a power cut, not only a crash of the process.
  file.pragma('synchronous = FULL')
  file.pragma('foreign_keys = ON')
  return keepingStatements(file)
}

/** A new file is refused its write-ahead log at once, without any waiting, while another process gives it one or writes. */
function keepWriteAhead(file: Sqlite.Database): void {
  const since = performance.now()
  for (;;) {
    try {
      file.pragma('journal_mode = WAL')
      return
    } catch (error) {
      if (outageOf(error) !== 'locked' || performance.now() - since > longestWait) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10)
    }
  }
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
 * Kysely's own SQLite driver begins deferred transactions, which fail with SQLITE_BUSY when two workers turn from
 * reading to writing, and runs migrations outside a transaction. `begin immediate` makes the second writer wait.
 */
class PatientSqliteDialect extends SqliteDialect {
  readonly #file: Sqlite.Database

  constructor(file: Sqlite.Database) {
    super({ database: file })
    this.#file = file
  }

  override createDriver(): Driver {
    return new PatientSqliteDriver(this.#file)
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalSqliteAdapter()
  }
}

/**
 * SQLite's own waiting holds the event loop, and one worker's requests would wait one after the other: so it waits a moment
 * only, and the rest here, letting the loop turn. The file locked for five seconds, whoever else comes is refused at once, or
 * each would hold the one connection for as long, and all who only read wait behind it.
 */
class PatientSqliteDriver extends SqliteDriver {
  readonly #file: Sqlite.Database
  #lockedSince: number | undefined
  #lockedAt = 0

  constructor(file: Sqlite.Database) {
    super({ database: file })
    this.#file = file
  }

  override async init(): Promise<void> {
    await super.init()
    const connection = await this.acquireConnection()
    const execute = connection.executeQuery.bind(connection)
    connection.executeQuery = async <R>(query: CompiledQuery): Promise<QueryResult<R>> => {
      for (;;) {
        try {
          const result = await execute<R>(query)
          if (writes(query)) this.#lockedSince = undefined
          return result
        } catch (error) {
          // Within a transaction the lock is ours already: nothing is begun twice.
          if (outageOf(error) !== 'locked' || this.#file.inTransaction || this.#waitedLong()) throw error
          await new Promise((resolve) => setTimeout(resolve, 10))
        }
      }
    }
  }

  #waitedLong(): boolean {
    const moment = performance.now()
    if (this.#lockedSince === undefined || moment - this.#lockedAt > forgotten) this.#lockedSince = moment
    this.#lockedAt = moment
    return moment - this.#lockedSince > longestWait
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(beginning))
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // A full disk makes SQLite roll back by itself: rolling back once more would hide why.
    if (this.#file.inTransaction) await super.rollbackTransaction(connection)
  }
}

/** Whether a query needs the lock: reading goes on under whoever writes, and says nothing of it. */
function writes({ sql, query }: CompiledQuery): boolean {
  return sql === beginning || /^(Insert|Update|Delete|Merge)Query/.test(query.kind)
}

class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

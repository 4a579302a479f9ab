// SPDX-License-Identifier: AGPL-3.0-or-later
import { type Expression, type SqlBool, sql } from 'kysely'

/** Whether a column without a `_search` twin (an e-mail address, an account's name) has `q` in it, capitals aside. */
export function containing(column: Expression<string | null>, q: string) {
  const escaped = q.toLowerCase().replace(/[\\%_]/g, '\\$&')
  return sql<SqlBool>`lower(${column}) like ${`%${escaped}%`} escape '\\'`
}

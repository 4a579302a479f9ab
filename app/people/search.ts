// SPDX-License-Identifier: AGPL-3.0-or-later
import { type Expression, type SqlBool, sql } from 'kysely'

/** Text as the `_search` columns keep it: without accents, lower case, single spaces. */
export function searchable(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}@.]+/gu, ' ')
    .trim()
}

/** A LIKE pattern that finds `q` anywhere in a `_search` column. What is left has no wildcard to escape. */
export function pattern(q: string): string {
  return `%${searchable(q)}%`
}

/** Whether a column without a `_search` twin (an e-mail address, an account's name) has `q` in it, capitals aside. */
export function containing(column: Expression<string | null>, q: string) {
  const escaped = q.toLowerCase().replace(/[\\%_]/g, '\\$&')
  return sql<SqlBool>`lower(${column}) like ${`%${escaped}%`} escape '\\'`
}

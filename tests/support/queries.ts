// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Db } from '#db/connect.server.ts'

/** The same database, counting the queries it answers, in transactions too; a query within another is part of it. */
export function counting(db: Db): { db: Db; count: () => number } {
  let queries = 0
  const counted = db.withPlugin({
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      queries += 1
      return result
    },
  })
  return { db: counted, count: () => queries }
}

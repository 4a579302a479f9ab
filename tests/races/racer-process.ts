// SPDX-License-Identifier: AGPL-3.0-or-later
// Run by racers.ts, several at once: tries a rule as often as it is told, all tries at once, and says what became of each.
import { AppError } from '#base/error.ts'
import { connect, type Db } from '#db/connect.server.ts'
import type { Answer, Outcome, Run } from './racers.ts'
import { rules } from './table.ts'

let open: { url: string; db: Db } | undefined

async function databaseAt(url: string): Promise<Db> {
  if (open?.url === url) return open.db
  await open?.db.destroy()
  open = { url, db: connect(url, 5) }
  return open.db
}

process.on('message', async ({ race, url, says, facts, numbers }: Run) => {
  const found = rules.find((rule) => rule.says === says)
  if (!found) throw new Error(`no rule says ${says}`)
  const db = await databaseAt(url)
  const outcomes = await Promise.all(numbers.map((n) => outcomeOf(found.attempt(db, facts, n))))
  process.send?.({ race, outcomes } satisfies Answer)
})
process.on('disconnect', () => process.exit())
process.send?.('ready')

async function outcomeOf(tried: Promise<unknown>): Promise<Outcome> {
  try {
    return { kind: (await tried) === false ? 'as it was' : 'done', words: '' }
  } catch (error) {
    if (error instanceof AppError) return { kind: 'refused', words: error.message }
    const code = error instanceof Error && 'code' in error ? `${error.code} ` : ''
    return { kind: 'failed', words: `${code}${error instanceof Error ? error.message : error}` }
  }
}

// SPDX-License-Identifier: AGPL-3.0-or-later
// Both engines keep prepared statements: whatever was kept, every statement gives its own answer.
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { describeEngines } from '#tests/support/engines.ts'

describeEngines('kept statements', (world) => {
  it('answer each for itself, more of them than are kept, and again with other values', async () => {
    const answer = async (number: number, value: string) => {
      const asked = sql<{ text: string }>`select ${sql.lit(String(number))} || ${sql.val(value)} as text`
      return (await asked.execute(world.db)).rows[0]?.text
    }
    for (const value of ['a', 'b']) {
      for (let number = 0; number < 620; number++)
        expect(await answer(number, value)).toBe(`${number}${value}`)
    }
  })

  it('go on after one that failed', async () => {
    const none = () => sql`select * from no_such_table where id = ${'x'}`.execute(world.db)
    await expect(none()).rejects.toThrow()
    await expect(none()).rejects.toThrow()
    const { rows } = await sql<{ one: string }>`select ${sql.val('1')} || '' as one`.execute(world.db)
    expect(rows).toEqual([{ one: '1' }])
  })
})

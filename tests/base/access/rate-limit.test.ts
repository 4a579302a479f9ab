// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, it } from 'vitest'
import type { Attempt } from '#base/access/attempt-counts.server.ts'
import type { AttemptPurpose } from '#base/access/attempt-limits.ts'
import {
  countFailure,
  deleteExpiredAttempts,
  forgetFailures,
  limited,
  refuseTooMany,
} from '#base/access/rate-limit.server.ts'
import { at, minutesAfter } from '#base/clock.server.ts'
import { AppError } from '#base/error.ts'
import { fromAddress } from '#base/http/visitor.server.ts'
import type { Db } from '#db/connect.server.ts'
import { describeEnginesAfresh } from '#tests/support/engines.ts'

const start = '2026-03-02T08:00:00.000Z'

describeEnginesAfresh('failures', (world) => {
  /** What becomes of a check: `looked` at and found wrong or right, or refused `too_many`. */
  async function attempt(
    isRight: boolean,
    given: Partial<Attempt>,
    purpose: AttemptPurpose = 'sign-in',
    db = world.db,
  ) {
    const check = async () => {
      // As long as any check takes that asks the database.
      await db.selectFrom('account').select('id').limit(1).execute()
      if (!isRight) throw new AppError('invalid', 'wrong')
    }
    return await limited(db, purpose, { account: null, address: null, ...given }, check).then(
      () => 'right',
      (error) => (error instanceof AppError ? (error.kind === 'invalid' ? 'looked' : error.kind) : error),
    )
  }
  const wrong = (account: string, address: string, more: Partial<Attempt> = {}) =>
    attempt(false, { account, address, ...more })
  const right = (account: string, address: string, more: Partial<Attempt> = {}) =>
    attempt(true, { account, address, ...more })

  /** As several workers have. Of one process, SQLite's would wait for each other for ever. */
  const several = () =>
    world.engine === 'sqlite' ? [world.db] : [world.db, world.connectAgain(), world.connectAgain()]

  /** The minutes, of so many, in which guesses were looked at: many in the first, and then one more than can be. */
  async function lookedAt(minutes: number, atFirst: number, guess: (nth: number) => Promise<unknown>) {
    const looked: number[] = []
    let nth = 0
    for (let minute = 0; minute < minutes; minute++) {
      await at(minutesAfter(start, minute), async () => {
        for (let time = minute === 0 ? atFirst : 2; time > 0; time--)
          if ((await guess(nth++)) === 'looked') looked.push(minute)
      })
    }
    return looked
  }

  it('of an account at one address are five, and then one after each pause, which grows', async () => {
    const looked = await lookedAt(120, 7, () => wrong('anna@presente.example', '192.0.2.1'))
    expect(looked).toEqual([0, 0, 0, 0, 0, 1, 3, 7, 15, 30, 60, 90])
  })

  it('at one address leave the same account in from another', async () => {
    await lookedAt(1, 10, () => wrong('vera@presente.example', '192.0.2.1'))
    expect(await at(start, () => right('vera@presente.example', '192.0.2.1'))).toBe('too_many')
    expect(await at(start, () => right('vera@presente.example', '198.51.100.9'))).toBe('right')
  })

  it('of an account from everywhere are 26 in an hour, however many addresses guess', async () => {
    const looked = await lookedAt(60, 30, (nth) =>
      wrong('marta@presente.example', `10.${nth >> 8}.${nth & 255}.1`),
    )
    expect(looked).toEqual([...Array(20).fill(0), 1, 3, 7, 15, 30, 45])
  })

  it('from one address are 259 in an hour, however many accounts it tries', async () => {
    const looked = await lookedAt(60, 250, (nth) => wrong(`operator${nth}@presente.example`, '203.0.113.7'))
    expect(looked).toEqual([...Array(200).fill(0), ...Array.from({ length: 59 }, (_, minute) => minute + 1)])
  })

  it('everywhere do not stop the account in a browser that it is known to use, where five are looked at too', async () => {
    const known = { browser: 'a browser of ugo' }
    await lookedAt(1, 25, (nth) => wrong('ugo@presente.example', `10.0.${nth}.1`))
    await at(start, async () => {
      expect(await right('ugo@presente.example', '10.9.9.9')).toBe('too_many')
      expect(await right('ugo@presente.example', '10.0.1.1', known)).toBe('right')
    })
    const looked = await lookedAt(1, 10, (nth) => wrong('ugo@presente.example', `10.1.${nth}.1`, known))
    expect(looked).toHaveLength(5)
  })

  it('of 300 people behind one address who come at once, every fifth mistyping once or twice, keep none out', async () => {
    const connections = several()
    const person = async (nth: number) => {
      const db = connections[nth % connections.length] as Db
      const given = { account: `hall${nth}@presente.example`, address: '198.51.100.1' }
      const mistakes = nth % 10 === 0 ? 2 : nth % 5 === 0 ? 1 : 0
      const answers: string[] = []
      for (let time = 0; time < mistakes; time++) answers.push(await attempt(false, given, 'sign-in', db))
      return [...answers, await attempt(true, given, 'sign-in', db)]
    }
    const answers = await Promise.all(Array.from({ length: 300 }, (_, nth) => at(start, () => person(nth))))
    expect(answers.flat().filter((answer) => answer === 'looked')).toHaveLength(90)
    expect(answers.flat().filter((answer) => answer === 'right')).toHaveLength(300)
    expect(answers.flat()).toHaveLength(390)
  })

  it('are counted before they are looked at: of fifty at once, five are', async () => {
    const connections = several()
    const given = { account: 'carla@presente.example', address: '192.0.2.5' }
    const guess = (nth: number) =>
      attempt(false, given, 'sign-in', connections[nth % connections.length] as Db)
    const answers = await at(start, () => Promise.all(Array.from({ length: 50 }, (_, nth) => guess(nth))))
    expect(answers.filter((answer) => answer === 'looked')).toHaveLength(5)
    expect(answers.filter((answer) => answer === 'too_many')).toHaveLength(45)
  })

  it('from twenty addresses at once on one account are twenty, in whatever order they come', async () => {
    const guess = (nth: number) => wrong('elio@presente.example', `10.2.${nth % 20}.1`)
    const answers = await at(start, () => Promise.all(Array.from({ length: 60 }, (_, nth) => guess(nth))))
    expect(answers.filter((answer) => answer === 'looked')).toHaveLength(20)
  })

  it('are given back by a success; right ones never count', async () => {
    const [account, address] = ['sara@presente.example', '192.0.2.8']
    await at(start, async () => {
      for (let time = 0; time < 4; time++) await wrong(account, address)
      for (let time = 0; time < 30; time++) expect(await right(account, address)).toBe('right')
      for (let time = 0; time < 5; time++) expect(await wrong(account, address)).toBe('looked')
      expect(await wrong(account, address)).toBe('too_many')
    })
  })

  it('count capital letters as the same account, and the addresses of a /64 as one', async () => {
    const places = ['2001:db8::1', '2001:db8:0:0:9::', '2001:db8::ffff', '2001:db8::1', '2001:DB8::2']
    await at(start, async () => {
      for (const place of places) expect(await wrong('Luca@presente.example', place)).toBe('looked')
      expect(await right('luca@PRESENTE.example', '2001:db8::77')).toBe('too_many')
      expect(await right('luca@presente.example', '2001:db8:0:1::1')).toBe('right')
    })
  })

  it('are counted apart for each purpose, and forgotten for who proved whose the account is', async () => {
    const given = { account: 'rita@presente.example', address: '192.0.2.9' }
    await at(start, async () => {
      for (let time = 0; time < 6; time++) await attempt(false, given)
      expect(await attempt(true, given, 'confirm')).toBe('right')
      expect(await attempt(true, given)).toBe('too_many')
      await world.db.transaction().execute((db) => forgetFailures(db, 'sign-in', given))
      expect(await attempt(true, given)).toBe('right')
    })
  })

  it('tell in words how long the pause is', async () => {
    const given = { account: 'nora@presente.example', address: '192.0.2.10' }
    for (let time = 0; time < 5; time++) await at(start, () => countFailure(world.db, 'forgot', given))
    const ask = (moment: string) => at(moment, () => countFailure(world.db, 'forgot', given))
    await expect(ask(start)).rejects.toThrow('Troppi tentativi. Riprovare fra 1 minuto.')
    await expect(at(start, () => refuseTooMany(world.db, 'forgot', given))).rejects.toThrow(/1 minuto/)
    await ask(minutesAfter(start, 1))
    await expect(ask(minutesAfter(start, 1))).rejects.toThrow('Riprovare fra 2 minuti.')
  })

  it('are deleted when they are over, not before', async () => {
    await deleteExpiredAttempts(world.db)
    await at(start, () => wrong('ada@presente.example', '192.0.2.11'))
    const kept = async () => (await world.db.selectFrom('rate_limit').select('key').execute()).length
    await at(minutesAfter(start, 59), () => deleteExpiredAttempts(world.db))
    expect(await kept()).toBeGreaterThan(2)
    await at(minutesAfter(start, 181), () => deleteExpiredAttempts(world.db))
    expect(await kept()).toBe(0)
  })
})

describeEnginesAfresh('what is noted of failures', (world) => {
  const events = async () =>
    await world.db.selectFrom('security_event').select(['kind', 'address', 'detail']).orderBy('id').execute()
  const guess = (account: string, address: string) =>
    fromAddress(address, () =>
      limited(world.db, 'sign-in', { account, address }, () =>
        Promise.reject(new AppError('invalid', 'wrong')),
      ),
    ).catch(() => {})

  it('is each pause once, however long somebody goes on', async () => {
    await at(start, async () => {
      for (let time = 0; time < 12; time++) await guess('anna@presente.example', '192.0.2.1')
    })
    const limit = { kind: 'limit_reached', address: '192.0.2.1', detail: 'sign-in: together' }
    expect(await events()).toEqual([limit])
    await at(minutesAfter(start, 1), async () => {
      for (let time = 0; time < 12; time++) await guess('anna@presente.example', '192.0.2.1')
    })
    expect(await events()).toEqual([limit, limit])
  })

  it('is, of accounts that nobody has, no more than twenty an hour for an address', async () => {
    const before = (await events()).length
    await at(minutesAfter(start, 300), async () => {
      for (let nth = 0; nth < 25; nth++) {
        for (let time = 0; time < 5; time++) await guess(`nobody${nth}@presente.example`, '198.51.100.4')
      }
    })
    expect((await events()).length - before).toBe(20)
  })
})

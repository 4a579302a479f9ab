// SPDX-License-Identifier: AGPL-3.0-or-later
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { at, newId } from '#base/clock.server.ts'
import { findLedgerFault } from '#base/ledger/ledger.server.ts'
import { recountCompletions } from '#record/completion/completion.server.ts'
import { completeModule, submitQuiz } from '#record/learning/learning.server.ts'
import { findAttempt, findModule, findNextModule, findQuiz } from '#record/learning/module.server.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { edition, enrolment } from '#tests/support/training.ts'
import { online, right, wrong } from './online-course.ts'

describeEngines('learning', (world) => {
  let known: Awaited<ReturnType<typeof online>>
  beforeAll(async () => {
    known = await online(world.db)
  })
  let run: Awaited<ReturnType<typeof edition>>
  let anna: Awaited<ReturnType<typeof enrolment>>
  let luca: Awaited<ReturnType<typeof enrolment>>
  let serial = 0
  beforeEach(async () => {
    serial += 1
    run = await edition(world.db, known.project, `IRIS-ON-1${serial}`, { course_id: known.course.id })
    anna = await enrolment(world.db, run, known.annaPerson, known.course.version)
    luca = await enrolment(world.db, run, known.lucaPerson, known.course.version)
  })
  const read = (enrolmentId = anna.id) => ({ enrolment_id: enrolmentId, module_id: known.reading.id })
  const test = (nonce: string, answers: number[][], enrolmentId = anna.id) => ({
    enrolment_id: enrolmentId,
    module_id: known.tested.id,
    nonce,
    answers,
  })
  const acts = async () =>
    (
      await world.db
        .selectFrom('ledger')
        .select('act')
        .where('subject_id', 'in', [anna.id, luca.id])
        .orderBy('seq')
        .execute()
    ).map(({ act }) => act)
  const attempts = async () =>
    await world.db
      .selectFrom('quiz_attempt')
      .select(['number', 'score', 'passed'])
      .where('enrolment_id', 'in', [anna.id, luca.id])
      .orderBy('number')
      .execute()

  /** Anna reads the first module, fails the quiz of the second, then passes it. */
  const pass = async () => {
    await completeModule(world.db, known.operator, read())
    await submitQuiz(world.db, known.operator, test(newId(), wrong))
    return await at('2026-02-03T09:00:00.000Z', () =>
      submitQuiz(world.db, known.operator, test(newId(), right)),
    )
  }

  describe('a module without a quiz', () => {
    it('may not be done by anybody else, nor where it is not taught', async () => {
      const others = [known.private, known.trainer, known.manager, known.administrator]
      for (const actor of others) {
        await expect(completeModule(world.db, actor, read())).rejects.toMatchObject({ kind: 'not_found' })
      }
      const elsewhere = { enrolment_id: known.enrolments.anna.id, module_id: known.reading.id }
      await expect(completeModule(world.db, known.operator, elsewhere)).rejects.toMatchObject({
        kind: 'not_found',
      })
      expect(await acts()).toEqual([])
    })

    it('is done once, however often that is said', async () => {
      await at('2026-02-01T09:00:00.000Z', () => completeModule(world.db, known.operator, read()))
      await at('2026-02-02T09:00:00.000Z', () => completeModule(world.db, known.operator, read()))
      const progress = await world.db
        .selectFrom('module_progress')
        .select(['enrolment_id', 'completed_at'])
        .where('enrolment_id', 'in', [anna.id, luca.id])
        .execute()
      expect(progress).toEqual([{ enrolment_id: anna.id, completed_at: '2026-02-01T09:00:00.000Z' }])
      expect(await acts()).toEqual(['module_completed'])
    })
  })

  describe('a quiz', () => {
    it('cannot be passed over', async () => {
      const given = { enrolment_id: anna.id, module_id: known.tested.id }
      await expect(completeModule(world.db, known.operator, given)).rejects.toMatchObject({
        kind: 'conflict',
      })
    })

    it('may not be submitted by anybody else, nor for a module that has none', async () => {
      await expect(submitQuiz(world.db, known.private, test(newId(), right))).rejects.toMatchObject({
        kind: 'not_found',
      })
      await expect(submitQuiz(world.db, known.manager, test(newId(), right))).rejects.toMatchObject({
        kind: 'not_found',
      })
      const noQuiz = { ...read(), nonce: newId(), answers: right }
      await expect(submitQuiz(world.db, known.operator, noQuiz)).rejects.toMatchObject({ kind: 'not_found' })
    })

    it.each([[[[1]]], [[[1], []]], [[[1, 0], [0]]], [[[9], [0]]]])(
      'refuses %j as answers',
      async (answers) => {
        await expect(submitQuiz(world.db, known.operator, test(newId(), answers))).rejects.toMatchObject({
          kind: 'invalid',
        })
        expect(await attempts()).toEqual([])
      },
    )

    it('keeps a failed attempt, and the same submission is the same attempt', async () => {
      const first = newId()
      const result = { number: 1, score: 0, passed: false }
      expect(await submitQuiz(world.db, known.operator, test(first, wrong))).toEqual(result)
      expect(await submitQuiz(world.db, known.operator, test(first, wrong))).toEqual(result)
      // What was said first stays: a page sent again with other answers is still that attempt.
      expect(await submitQuiz(world.db, known.operator, test(first, right))).toEqual(result)
      expect(await attempts()).toEqual([{ number: 1, score: 0, passed: 0 }])
      expect(await acts()).toEqual(['quiz_submitted'])
    })

    it('completes its module when it is passed, and the edition with it', async () => {
      expect(await pass()).toEqual({ number: 2, score: 10_000, passed: true })
      const completion = await world.db
        .selectFrom('completion')
        .selectAll()
        .where('enrolment_id', '=', anna.id)
        .executeTakeFirst()
      expect(completion).toMatchObject({ modules_done: 2, completed_at: '2026-02-03T09:00:00.000Z' })
      expect(await acts()).toEqual([
        'module_completed',
        'quiz_submitted',
        'quiz_submitted',
        'module_completed',
        'completed',
      ])
    })

    it('may be tried again: the attempt is kept, what was reached stays', async () => {
      await pass()
      expect(await submitQuiz(world.db, known.operator, test(newId(), wrong))).toMatchObject({
        number: 3,
        passed: false,
      })
      const module = await findModule(world.db, {
        editionId: run.id,
        personId: known.annaPerson.id,
        slug: 'secondo',
      })
      expect(module?.completedAt).toBe('2026-02-03T09:00:00.000Z')
    })

    it('numbers attempts made at the same time one after the other, a double click once', async () => {
      const twice = newId()
      const nonces = [twice, twice, newId(), newId()]
      const results = await Promise.all(
        nonces.map((nonce) => submitQuiz(world.db, known.private, test(nonce, wrong, luca.id))),
      )
      expect(results[0]?.number).toBe(results[1]?.number)
      expect([...new Set(results.map((result) => result.number))].sort()).toEqual([1, 2, 3])
    })

    it('may not be submitted after withdrawing', async () => {
      await world.db.updateTable('enrolment').set({ state: 'withdrawn' }).where('id', '=', luca.id).execute()
      const submission = submitQuiz(world.db, known.private, test(newId(), right, luca.id))
      await expect(submission).rejects.toMatchObject({ kind: 'not_found' })
    })
  })

  describe('pages', () => {
    it('read the pinned version, with its neighbours', async () => {
      await pass()
      const where = { editionId: run.id, personId: known.annaPerson.id, slug: 'primo' }
      expect(await findModule(world.db, where)).toMatchObject({
        position: 1,
        count: 2,
        previous: null,
        next: { slug: 'secondo' },
        hasQuiz: false,
      })
      expect(await findModule(world.db, { ...where, slug: 'terzo' })).toBeNull()
      expect(await findModule(world.db, { ...where, personId: newId() })).toBeNull()
      expect(await findNextModule(world.db, known.course.version.id, anna.id)).toBeNull()
    })

    it('show an attempt with the feedback of what was chosen, never the right answers', async () => {
      const where = { editionId: run.id, personId: known.annaPerson.id, slug: 'secondo' }
      await submitQuiz(world.db, known.operator, test(newId(), wrong))
      const found = await findQuiz(world.db, where)
      if (!found) throw new Error('there is a quiz')
      const attempt = await findAttempt(world.db, found, 1)
      expect(attempt).toMatchObject({ number: 1, score: 0, passed: false })
      expect(attempt?.questions[0]).toEqual({
        title: null,
        text: 'Quanto fa due più due?',
        right: false,
        feedback: ['Troppo poco.'],
        chosen: ['Tre'],
      })
      expect(JSON.stringify(attempt)).not.toContain('Giusto.')
      expect(await findAttempt(world.db, found, 9)).toBeNull()
    })
  })

  it('leaves completions and the ledger in order', async () => {
    await pass()
    expect(await recountCompletions(world.db)).toEqual([])
    expect(await findLedgerFault(world.db)).toBeNull()
  })
})

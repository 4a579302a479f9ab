// SPDX-License-Identifier: AGPL-3.0-or-later
import { beforeAll, beforeEach, expect, it } from 'vitest'
import type { Actor } from '#base/access/actor.ts'
import { at } from '#base/clock.server.ts'
import { findLedgerFault } from '#base/ledger/ledger.server.ts'
import {
  openInEdition,
  openReports,
  openRequestsCount,
  ownRequests,
  requestsAt,
} from '#record/requests/asked.server.ts'
import { mayAnswer } from '#record/requests/may-answer.ts'
import { clipped, ownRequestSchema, requestSchema } from '#record/requests/request.ts'
import { answerRequest, askManager, reportError, withdrawRequest } from '#record/requests/requests.server.ts'
import { after, during, morning, present, whole } from '#tests/record/attendance/morning.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { account, person } from '#tests/support/people.ts'
import { meeting } from '#tests/support/training.ts'

const all = { limit: 50, offset: 0 }

describeEngines('requests for correction', (world) => {
  let who: Awaited<ReturnType<typeof morning>>
  let today: Awaited<ReturnType<typeof who.anotherMeeting>>
  beforeAll(async () => {
    who = await morning(world.db)
  })
  beforeEach(async () => {
    today = await who.anotherMeeting()
  })

  const words = 'Sono rimasta fino alla fine'
  const report = (by: Actor, { text = words, on = during } = {}) =>
    at(on, () => reportError(world.db, by, { meeting_id: today.id, text }))
  const only = async () => {
    const { requests } = await requestsAt(world.db, today.id, all)
    const [one] = requests
    if (!one || requests.length > 1) throw new Error(`${requests.length} requests`)
    return one
  }
  const answer = async (by: Actor, decision: 'accept' | 'decline', words: string | null = 'Visto') =>
    await at(after, async () =>
      answerRequest(world.db, by, {
        meeting_id: today.id,
        request: (await only()).id,
        decision,
        answer: words,
      }),
    )
  const acts = async () =>
    (await world.db.selectFrom('ledger').selectAll().orderBy('seq').execute())
      .map(({ act, subject_type, actor_id, after }) => ({
        act,
        subject_type,
        actor_id,
        after: JSON.parse(after ?? '{}'),
      }))
      .filter(({ after }) => after.meeting_id === today.id)
      .map(({ after: { meeting_id: _, ...after }, ...row }) => ({ ...row, after }))
  const refusal = (kind: string) => expect.objectContaining({ kind })

  it('is one for each person and meeting, with its row in the ledger, and changes no record', async () => {
    await today.record([[who.anna, present()]])
    const before = await today.history(who.anna)
    await report(who.operator)
    expect(await only()).toMatchObject({
      kind: 'own',
      person: 'Bianchi Anna',
      text: words,
      state: 'open',
      asked_by_name: who.operator.name,
    })
    await expect(report(who.operator, { text: 'Un’altra volta' })).rejects.toEqual(refusal('conflict'))
    await report(who.private)
    expect(await openReports(world.db, today.id)).toEqual(
      new Map([
        [who.anna.id, words],
        [who.luca.id, words],
      ]),
    )
    expect(await openRequestsCount(world.db, today.id)).toBe(2)
    const asked = { act: 'correction_requested', subject_type: 'person', after: { note: words } }
    expect((await acts()).filter(({ act }) => act === 'correction_requested')).toEqual([
      { ...asked, actor_id: who.operator.accountId },
      { ...asked, actor_id: who.private.accountId },
    ])
    expect(await today.history(who.anna)).toEqual(before)
    expect(await findLedgerFault(world.db)).toBeNull()
  })

  it('is refused before the meeting, at a cancelled one, and to who has nothing to do with it', async () => {
    const early = '2026-02-05T09:59:59.999Z'
    await expect(report(who.operator, { on: early })).rejects.toEqual(refusal('conflict'))
    const sara = await account(world.db, 'Sara Gallo', await person(world.db, 'Sara Gallo', who.comune))
    await expect(report(sara)).rejects.toEqual(refusal('not_found'))
    await expect(report({ ...who.operator, personId: null })).rejects.toEqual(refusal('not_found'))
    await expect(report(who.trainer)).rejects.toEqual(refusal('not_found'))
    await today.put('cancelled')
    await expect(report(who.operator)).rejects.toEqual(refusal('conflict'))
    expect((await requestsAt(world.db, today.id, all)).total).toBe(0)
    expect(await acts()).toEqual([])
  })

  it('is answered by who records there: accepted or declined, once, and is then open to another', async () => {
    await report(who.operator)
    await answer(who.trainer, 'decline', 'L’uscita risulta dal foglio firme')
    await answer(who.trainer, 'decline', 'Di nuovo')
    expect(await only()).toMatchObject({
      state: 'declined',
      answer: 'L’uscita risulta dal foglio firme',
      answered_by_name: who.trainer.name,
      answered_at: after,
    })
    await expect(answer(who.second, 'accept')).rejects.toEqual(refusal('conflict'))
    const given = { meeting_id: today.id, request: (await only()).id }
    await expect(withdrawRequest(world.db, who.operator, given)).rejects.toEqual(refusal('conflict'))
    expect((await acts()).map(({ act, after }) => [act, after.reason ?? after.note])).toEqual([
      ['correction_requested', words],
      ['correction_request_declined', 'L’uscita risulta dal foglio firme'],
    ])
    await report(who.operator)
    expect(await openRequestsCount(world.db, today.id)).toBe(1)
  })

  it('is not answered by who asked, by who only reads, by others, nor at another meeting', async () => {
    await report(who.operator)
    const asked = await only()
    for (const by of [who.operator, who.private, { ...who.trainer, grants: [] }]) {
      await expect(answer(by, 'decline')).rejects.toEqual(refusal('forbidden'))
    }
    const teaching = { ...who.operator, grants: who.trainer.grants }
    await expect(answer(teaching, 'accept')).rejects.toEqual(refusal('forbidden'))
    const other = await who.anotherMeeting()
    const forged = { meeting_id: other.id, request: asked.id, decision: 'decline' as const, answer: 'No' }
    await expect(answerRequest(world.db, who.trainer, forged)).rejects.toEqual(refusal('not_found'))
    const theirs = { meeting_id: today.id, request: asked.id }
    await expect(withdrawRequest(world.db, who.private, theirs)).rejects.toEqual(refusal('not_found'))
    expect(await only()).toMatchObject({ state: 'open' })
    await withdrawRequest(world.db, who.operator, theirs)
    await withdrawRequest(world.db, who.operator, theirs)
    expect(await only()).toMatchObject({ state: 'withdrawn', answer: null })
    expect((await acts()).map(({ act }) => act)).toEqual([
      'correction_requested',
      'correction_request_withdrawn',
    ])
  })

  it('at a locked page is declined by the trainer, and accepted only by who corrects it', async () => {
    await report(who.operator)
    await today.put('locked')
    await expect(answer(who.trainer, 'accept')).rejects.toEqual(refusal('conflict'))
    const kept = { ...(await today.kept()), project_id: who.project.id }
    const asked = await only()
    expect(mayAnswer(who.trainer, kept, asked)).toEqual({ accept: false, decline: true, withdraw: false })
    expect(mayAnswer(who.manager, kept, asked)).toEqual({ accept: true, decline: true, withdraw: false })
    expect(mayAnswer(who.operator, kept, asked)).toEqual({ accept: false, decline: false, withdraw: false })
    await answer(who.manager, 'accept', null)
    expect(await only()).toMatchObject({ state: 'accepted', answer: null })
    expect((await today.kept()).state).toBe('locked')
  })

  it('is asked of the manager once the page is locked, about somebody or the page, and answered by them', async () => {
    const ask = (by: Actor, person_id: string | null = null) =>
      at(after, () => askManager(world.db, by, { meeting_id: today.id, text: 'Manca un’uscita', person_id }))
    await expect(ask(who.trainer)).rejects.toEqual(refusal('conflict'))
    await today.put('closed')
    await expect(ask(who.trainer)).rejects.toEqual(refusal('conflict'))
    await today.put('locked')
    await expect(ask(who.manager)).rejects.toEqual(refusal('conflict'))
    await expect(ask(who.operator)).rejects.toEqual(refusal('forbidden'))
    const stranger = await person(world.db, 'Zita Lanza', who.comune)
    await expect(ask(who.trainer, stranger.id)).rejects.toEqual(refusal('not_found'))
    await ask(who.trainer, who.anna.id)
    await expect(ask(who.trainer)).rejects.toEqual(refusal('conflict'))
    expect(await only()).toMatchObject({ kind: 'locked', person: 'Bianchi Anna', state: 'open' })
    // The roll shows what people say of themselves.
    expect(await openReports(world.db, today.id)).toEqual(new Map())
    expect(await openInEdition(world.db, who.edition.id, 20)).toMatchObject({
      meetings: expect.arrayContaining([expect.objectContaining({ id: today.id, n: 1 })]),
    })
    await expect(answer(who.second, 'decline')).rejects.toEqual(refusal('forbidden'))
    await answer(who.manager, 'accept', 'Corretta dal foglio firme')
    await ask(who.trainer)
    await ask(who.second)
    expect(await openRequestsCount(world.db, today.id)).toBe(2)
    expect((await acts()).map(({ act, subject_type }) => [act, subject_type])).toEqual([
      ['correction_requested', 'person'],
      ['correction_request_accepted', 'person'],
      ['correction_requested', 'meeting'],
      ['correction_requested', 'meeting'],
    ])
  })

  it('is read by the person it is of: what waits, and what was answered of late', async () => {
    const mine = async (moment: string) =>
      (await ownRequests(world.db, who.anna.id, moment, 5))
        .filter((one) => one.meeting_id === today.id)
        .map(({ state, edition, answer }) => [state, edition, answer])
    await report(who.operator)
    expect(await mine(after)).toEqual([['open', who.edition.code, null]])
    await answer(who.trainer, 'decline', 'No, alle 12')
    expect(await mine(after)).toEqual([['declined', who.edition.code, 'No, alle 12']])
    expect(await mine('2026-04-08T09:00:00.001Z')).toEqual([])
    await report(who.operator)
    await withdrawRequest(world.db, who.operator, {
      meeting_id: today.id,
      request: (await requestsAt(world.db, today.id, all)).requests[0]?.id ?? '',
    })
    expect(await mine(after)).toEqual([['declined', who.edition.code, 'No, alle 12']])
  })

  it('is listed page by page: those that wait first', async () => {
    const long = await meeting(world.db, who.edition, 95, whole.in, whole.out)
    for (const text of ['Prima segnalazione', 'Seconda segnalazione']) {
      await at(during, () => reportError(world.db, who.operator, { meeting_id: long.id, text }))
      if (text.startsWith('Seconda')) break
      const [{ id = '' } = {}] = (await requestsAt(world.db, long.id, all)).requests
      await withdrawRequest(world.db, who.operator, { meeting_id: long.id, request: id })
    }
    const page = async (offset: number) => await requestsAt(world.db, long.id, { limit: 1, offset })
    expect(await page(0)).toMatchObject({ total: 2, requests: [{ state: 'open' }] })
    expect(await page(1)).toMatchObject({ total: 2, requests: [{ state: 'withdrawn' }] })
    const ofLuca = await requestsAt(world.db, long.id, { ...all, person_id: who.luca.id })
    expect(ofLuca).toMatchObject({ total: 0, requests: [] })
  })
})

it('takes from five to five hundred characters, and a reason to decline', () => {
  const report = (text: string) => ownRequestSchema.safeParse({ intent: 'report', text }).success
  expect([report('1234'), report('  1234  '), report('12345'), report('x'.repeat(500))]).toEqual([
    false,
    false,
    true,
    true,
  ])
  expect(report('x'.repeat(501))).toBe(false)
  const decide = (intent: string, answer?: string) =>
    requestSchema.safeParse({ intent, request: 'r', answer }).success
  expect([decide('accept'), decide('decline'), decide('decline', 'No'), decide('open')]).toEqual([
    true,
    false,
    true,
    false,
  ])
})

it('is cut where there is little room', () => {
  expect(clipped('Breve\nma su due righe')).toBe('Breve ma su due righe')
  expect(clipped('x'.repeat(121))).toBe(`${'x'.repeat(119)}…`)
  expect(clipped('x'.repeat(120))).toHaveLength(120)
})

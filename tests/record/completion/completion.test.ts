// SPDX-License-Identifier: AGPL-3.0-or-later
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pinnedRule, ruleOf } from '#plan/enrolment/rule.ts'
import { completionOf, type MeetingFacts, recordingOf } from '#record/completion/completion.ts'
import { completionWords } from '#record/completion/words.ts'

const rule = ruleOf('{"threshold":7500,"modules":"all"}')
const today = '2026-02-20T08:00:00.000Z'

/** A meeting of so many minutes, over or to come, with the minutes credited if a mark was recorded. */
function meeting(
  minutes: number,
  creditedMinutes: number | null,
  details: Partial<MeetingFacts> = {},
): MeetingFacts {
  const isOver = creditedMinutes !== null
  return {
    minutes,
    creditedMinutes,
    state: isOver ? 'closed' : 'planned',
    ends_at: isOver ? '2026-02-05T12:30:00.000Z' : '2026-03-05T12:30:00.000Z',
    ...details,
  }
}

function counted(meetings: MeetingFacts[], modules: { title: string; done: boolean }[] = []) {
  return completionOf({ kind: 'course', rule, meetings, modules }, today)
}

describe('75 % of 20 hours (domain.md, edge case 7)', () => {
  const nine = Array.from({ length: 9 }, () => meeting(120, 99))

  it('is passed with 15 h 00', () => {
    const completion = counted([...nine, meeting(120, 9)])
    expect(completion).toMatchObject({ plannedMinutes: 1200, creditedMinutes: 900, neededMinutes: 900 })
    expect(completion.complete).toBe(true)
    expect(completion.missing).toEqual([])
  })

  it('is not passed with 14 h 59', () => {
    const completion = counted([...nine, meeting(120, 8)])
    expect(completion.creditedMinutes).toBe(899)
    expect(completion.complete).toBe(false)
    expect(completion.missing).toEqual([{ kind: 'minutes', minutes: 1 }])
  })

  it('asks less when a meeting is cancelled, which counts on neither side', () => {
    const completion = counted([...nine, meeting(120, 9, { state: 'cancelled' })])
    expect(completion).toMatchObject({
      plannedMinutes: 1080,
      creditedMinutes: 891,
      neededMinutes: 810,
      complete: true,
    })
  })
})

describe('what is missing', () => {
  it('can be made up while the meetings that remain are long enough', () => {
    expect(counted([meeting(60, 0), meeting(60, null), meeting(120, null)])).toMatchObject({
      missing: [{ kind: 'minutes', minutes: 180 }],
      remainingMeetings: 2,
      stillReachable: true,
    })
    expect(counted([meeting(61, 0), meeting(60, null), meeting(120, null)]).stillReachable).toBe(false)
  })

  it('cannot be made up at a meeting that was closed, was cancelled, or has a mark already', () => {
    const meetings = [
      meeting(60, null, { state: 'closed' }),
      meeting(60, null, { state: 'cancelled' }),
      meeting(60, 0, { state: 'open', ends_at: '2026-03-05T12:30:00.000Z' }),
    ]
    expect(counted(meetings)).toMatchObject({ remainingMeetings: 0, stillReachable: false })
  })

  it('names the modules', () => {
    const modules = [
      { title: 'Primo', done: true },
      { title: 'Secondo', done: false },
    ]
    const completion = counted([], modules)
    expect(completion.missing).toEqual([{ kind: 'modules', titles: ['Secondo'] }])
    expect(completion).toMatchObject({ modulesDone: 1, modulesAll: 2, stillReachable: true, complete: false })
  })

  it('is all of it: enough minutes do not stand for modules, nor modules for minutes', () => {
    expect(counted([meeting(60, 60)], [{ title: 'Primo', done: false }]).complete).toBe(false)
    expect(counted([meeting(60, 0)], [{ title: 'Primo', done: true }]).complete).toBe(false)
    expect(counted([meeting(60, 60)], [{ title: 'Primo', done: true }]).complete).toBe(true)
  })
})

describe('an edition', () => {
  it('without meetings counts modules only', () => {
    expect(counted([], [{ title: 'Primo', done: true }]).complete).toBe(true)
  })

  it('without modules counts minutes only', () => {
    expect(counted([meeting(60, 45)]).complete).toBe(true)
  })

  it('with neither never completes', () => {
    expect(counted([])).toMatchObject({ complete: false, stillReachable: false })
    expect(counted([meeting(60, 60, { state: 'cancelled' })]).complete).toBe(false)
  })
})

describe('always', () => {
  const anyMeeting = fc
    .record({
      minutes: fc.integer({ min: 1, max: 480 }),
      share: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
      state: fc.constantFrom('planned' as const, 'open' as const, 'closed' as const, 'cancelled' as const),
    })
    .map(({ minutes, share, state }) =>
      meeting(minutes, share === null ? null : Math.floor(minutes * share), { state }),
    )
  const anyRule = fc.record({
    threshold: fc.integer({ min: 0, max: 10_000 }),
    modules: fc.constant('all' as const),
  })

  it('complete means nothing missing, and then it is reachable', () => {
    fc.assert(
      fc.property(anyRule, fc.array(anyMeeting, { maxLength: 8 }), (rule, meetings) => {
        const completion = completionOf({ kind: 'course', rule, meetings, modules: [] }, today)
        expect(completion.neededMinutes).toBeLessThanOrEqual(completion.plannedMinutes)
        expect(completion.neededMinutes * 10_000).toBeGreaterThanOrEqual(
          completion.plannedMinutes * rule.threshold,
        )
        if (completion.complete) expect(completion).toMatchObject({ missing: [], stillReachable: true })
        else expect(completion.missing.length > 0 || completion.plannedMinutes === 0).toBe(true)
      }),
    )
  })
})

describe('in words', () => {
  it('says how much was attended, what is missing and where it can be made up', () => {
    const attended = [meeting(600, 600), meeting(300, 210)]
    expect(completionWords(counted([...attended, meeting(150, null), meeting(150, null)]))).toEqual([
      'Presenza: 13 h 30 min su 20 h. Manca 1 h 30 min per arrivare a 15 h: ci si può arrivare con i 2 incontri che restano.',
    ])
    expect(completionWords(counted([...attended, meeting(300, null)]))).toEqual([
      "Presenza: 13 h 30 min su 20 h. Manca 1 h 30 min per arrivare a 15 h: ci si può arrivare con l'incontro che resta.",
    ])
  })

  it('uses the plural for several hours or minutes', () => {
    expect(completionWords(counted([meeting(240, null)]))[0]).toContain('Servono 3 h:')
    expect(completionWords(counted([meeting(60, null)]))[0]).toContain('Servono 45 min:')
  })

  it('says when it cannot be made up', () => {
    expect(completionWords(counted([meeting(240, 60)]))[0]).toContain(
      'Mancano 2 h per arrivare a 3 h; non restano incontri',
    )
    expect(completionWords(counted([meeting(240, 60), meeting(60, null)]))[0]).toContain(
      "l'incontro che resta non basta",
    )
  })

  it('names the modules to do, or says that all are done', () => {
    const words = (done: boolean) =>
      completionWords(
        counted(
          [],
          [
            { title: 'Primo', done },
            { title: 'Secondo', done },
          ],
        ),
      )
    expect(words(false)).toEqual(['Moduli da svolgere: Primo; Secondo.'])
    expect(words(true)).toEqual(['Tutti i moduli in linea sono svolti.'])
  })

  it('says when there is nothing yet', () => {
    expect(completionWords(counted([]))).toEqual(['Non ci sono ancora né incontri né moduli.'])
  })
})

describe('point 9: not yet called is not absent', () => {
  const ended = (details: Partial<MeetingFacts> = {}) => meeting(120, null, { ends_at: today, ...details })

  it('a meeting that has just ended is still to be recorded, whether its roll was opened or not', () => {
    for (const state of ['planned', 'open'] as const)
      expect(counted([ended({ state })])).toMatchObject({
        toRecordMeetings: 1,
        toRecordMinutes: 120,
        missedMinutes: 0,
        remainingMeetings: 0,
        stillReachable: true,
      })
  })

  it('is recorded by a mark, by a closed page and by a locked one', () => {
    expect(recordingOf(ended({ creditedMinutes: 0 }), today)).toBe('recorded')
    expect(recordingOf(ended({ state: 'closed' }), today)).toBe('recorded')
    expect(recordingOf(ended({ state: 'locked' }), today)).toBe('recorded')
    expect(recordingOf(ended({ state: 'cancelled', creditedMinutes: 60 }), today)).toBe('cancelled')
    expect(recordingOf(ended(), '2026-02-20T07:59:59.999Z')).toBe('to_come')
  })

  it('is out of reach for recorded absences alone', () => {
    expect(counted([meeting(120, 0), ended(), ended(), ended()]).stillReachable).toBe(true)
    expect(counted([meeting(120, 0), meeting(120, 0), ended(), ended()]).stillReachable).toBe(false)
    expect(counted([meeting(120, 60), ended()])).toMatchObject({ missedMinutes: 60, stillReachable: true })
  })

  it('the parts make the whole', () => {
    const { creditedMinutes, missedMinutes, toRecordMinutes, toComeMinutes, plannedMinutes } = counted([
      meeting(90, 70),
      ended(),
      meeting(45, null),
    ])
    expect([creditedMinutes, missedMinutes, toRecordMinutes, toComeMinutes]).toEqual([70, 20, 120, 45])
    expect(plannedMinutes).toBe(255)
  })

  it('is said in words', () => {
    expect(completionWords(counted([meeting(120, 120), ended()]))).toEqual([
      'Presenza: 2 h su 4 h. Manca 1 h per arrivare a 3 h; dipende anche dalle presenze ancora da registrare.',
      "Per un incontro già tenuto (2 h) la presenza è ancora da registrare: non è un'assenza.",
    ])
    expect(completionWords(counted([meeting(120, 0), meeting(120, 0), ended(), ended()]))[1]).toBe(
      'Per 2 incontri già tenuti (4 h) la presenza è ancora da registrare: non sono assenze.',
    )
    expect(completionWords(counted([ended(), meeting(480, null)]))[0]).toContain(
      "ci si può arrivare con l'incontro",
    )
  })
})

describe('a table', () => {
  const table = (asked: typeof rule, ...meetings: MeetingFacts[]) =>
    completionOf({ kind: 'table', rule: asked, meetings, modules: [] }, today)
  const none = ruleOf(pinnedRule('table', 7500))

  it('asks for no hours from the enrolment on, and is completed by taking part', () => {
    expect(none.threshold).toBe(0)
    expect(table(none, meeting(120, 20), meeting(120, 0)).complete).toBe(true)
    expect(table(none, meeting(120, 0), meeting(120, null)).complete).toBe(false)
    expect(table(none, meeting(120, null)).complete).toBe(false)
  })

  it('is never out of reach, and keeps the rule that was pinned before', () => {
    const before = table(rule, meeting(120, 60), meeting(120, 0))
    expect(before).toMatchObject({ complete: false, missing: [], stillReachable: true })
    expect(table(rule, meeting(120, 120)).complete).toBe(true)
    expect(completionWords(before)).toEqual([
      'Presenza: 1 h su 4 h. Un tavolo non richiede un numero di ore.',
    ])
  })

  it('is the only kind that asks for none', () => {
    for (const kind of ['course', 'laboratory', 'workshop', 'event'] as const)
      expect(ruleOf(pinnedRule(kind, 7500)).threshold).toBe(7500)
  })
})

// SPDX-License-Identifier: AGPL-3.0-or-later
// Who comes without being on the list: added, withdrawn, recognised.
import { at, newId } from '#base/clock.server.ts'
import { newcomerSchema } from '#plan/enrolment/enrolment.ts'
import { withdrawWalkIn } from '#record/walk-ins/corrections.server.ts'
import { walkInHistory } from '#record/walk-ins/list.server.ts'
import { matchNewcomer, matchWalkIn } from '#record/walk-ins/matching.server.ts'
import { addWalkIn, walkInsOf } from '#record/walk-ins/walk-ins.server.ts'
import { end, evening, nextDay, start } from '#tests/record/register/held-meeting.ts'
import { enrolment } from '#tests/support/training.ts'
import { late, state } from './attendance-rules.ts'
import { acts, aside, ids, nth, people, presentAt, rule, type Stage } from './rule.ts'

export const walkInRules = [
  rule({
    says: 'A walk-in’s form sent twenty times adds one',
    prepare: async ({ who, word }) => ({ by: who.trainer, today: await who.planned(), walkIn: walkIn(word) }),
    attempt: async (db, { by, today, walkIn }) =>
      (await at(evening, () => addWalkIn(db, by, today.id, walkIn))).isNew,
    wins: 1,
    stands: (db, { today }) => acts(db, 'walk_in_added', today.id),
    so: 1,
  }),
  rule({
    says: 'A walk-in is withdrawn once, of twenty who withdraw them',
    prepare: atTheDoor,
    attempt: (db, { by, today, walkIn }, n) => {
      const which = { walk_in_id: walkIn.id, meeting_id: today.id, reason: `Errore ${n}` }
      return at(evening, () => withdrawWalkIn(db, by, which))
    },
    wins: 1,
    stands: async (db, { today, walkIn }) => [
      await acts(db, 'walk_in_withdrawn', today.id),
      (await walkInsOf(db, today.id)).length,
      (await walkInHistory(db, { id: walkIn.id, meeting_id: today.id, person_id: null })).length,
    ],
    so: [1, 0, 2],
  }),
  rule({
    says: 'A walk-in is withdrawn or recognised, never both',
    prepare: async (stage) => {
      const made = await atTheDoor(stage)
      const [one] = await people(stage)
      return { ...made, one }
    },
    attempt: async (db, { by, today, walkIn, one }, n) => {
      const which = { walk_in_id: walkIn.id, meeting_id: today.id }
      if (n % 2 === 0) return await at(nextDay, () => withdrawWalkIn(db, by, { ...which, reason: 'Errore' }))
      const match = { ...which, person_id: one?.id ?? '' }
      return (await at(nextDay, () => matchWalkIn(db, by, match))).isNew
    },
    wins: 1,
    stands: async (db, { today, one }) =>
      (await acts(db, 'walk_in_withdrawn', today.id)) + (await acts(db, 'walk_in_matched', one?.id)),
    so: 1,
  }),
  rule({
    says: 'Of twenty walk-ins of one name one is added unasked',
    prepare: async ({ who, word }) => {
      const forms = ids()
      return { by: who.trainer, today: await who.planned(), forms, came: walkIn(word) }
    },
    attempt: (db, { by, today, forms, came }, n) =>
      at(evening, () => addWalkIn(db, by, today.id, { ...came, id: nth(forms, n) })),
    wins: 1,
    stands: async (db, { today }) => (await walkInsOf(db, today.id)).length,
    so: 1,
  }),
  rule({
    says: 'A walk-in is recognised as one person of twenty',
    prepare: async (stage) => ({ ...(await atTheDoor(stage)), all: await people(stage) }),
    attempt: (db, { by, today, walkIn, all }, n) => {
      const match = { walk_in_id: walkIn.id, meeting_id: today.id, person_id: nth(all, n).id }
      return at(evening, () => matchWalkIn(db, by, match))
    },
    wins: 1,
    stands: async (db, { today }) => presentAt(db, today.id),
    so: 1,
  }),
  rule({
    says: 'A walk-in is added to the register of persons once, while the roll is saved',
    prepare: async (stage) => {
      const made = await atTheDoor(stage)
      const { anna, comune } = stage.who
      await enrolment(stage.db, made.run, anna)
      const form = { intent: 'add', first_name: 'Gino', last_name: stage.word, organisation: comune.id }
      return { ...made, anna, forms: ids().map((id) => newcomerSchema.parse({ ...form, id })) }
    },
    attempt: async (db, { by, today, walkIn, run, anna, forms }, n) => {
      if (n % 2 === 0) return await state(db, by, today.id, anna.id, late(n), { reason: 'Visto io' })
      const match = { walk_in_id: walkIn.id, meeting_id: today.id }
      return (await at(evening, () => matchNewcomer(db, by, run, match, nth(forms, n)))).likely === null
    },
    wins: 11,
    stands: (db, { today }) => presentAt(db, today.id),
    so: 2,
  }),
]

function walkIn(word: string) {
  return {
    id: newId(),
    first_name: 'Gino',
    last_name: word,
    organisation: 'Comune di Terni',
    sector: 'public' as const,
    in: '',
    out: '',
    notice_shown: true,
    different: false,
    intervals: [{ in: start, out: end }],
  }
}

async function atTheDoor(stage: Stage) {
  const { db, who, word } = stage
  const { run, today } = await aside(stage)
  const came = walkIn(word)
  await at(evening, () => addWalkIn(db, who.manager, today.id, came))
  return { by: who.manager, run, today, walkIn: came }
}

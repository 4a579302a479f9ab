// SPDX-License-Identifier: AGPL-3.0-or-later
// Numbers of editions, meetings, documents and versions; the register's pages.

import { at, newId } from '#base/clock.server.ts'
import type { Db } from '#db/connect.server.ts'
import { recordMarks } from '#record/attendance/marks.server.ts'
import { closeMeeting } from '#record/register/closing.server.ts'
import { issueDocument } from '#record/register/issued-documents.server.ts'
import { lockClosedMeetings, lockMeeting } from '#record/register/locking.server.ts'
import { openRegister } from '#record/register/opening.server.ts'
import { cancelMeeting } from '#record/schedule/changes.server.ts'
import { addEdition } from '#record/schedule/editions.server.ts'
import { addMeetings } from '#record/schedule/meetings.server.ts'
import { evening, nextDay } from '#tests/record/register/held-meeting.ts'
import { edition, meeting } from '#tests/support/training.ts'
import { acts, gapless, rule, type Stage } from './rule.ts'

const hours = { starts_at: '2026-05-05T08:00:00.000Z', ends_at: '2026-05-05T10:00:00.000Z', breaks: [] }
const oneMeeting = { ...hours, mode: 'in_person' as const }
const pdf = (of: string | undefined, n: number) => new TextEncoder().encode(`%PDF-1.7 ${of} ${n}`)

export const editionRules = [
  rule({
    says: 'A code is one edition’s',
    prepare: async ({ who, word }) => ({
      by: who.manager,
      edition: { ...newEdition(who.project.id), code: `IRIS-${word.toUpperCase()}` },
    }),
    attempt: (db, { by, edition }) => addEdition(db, by, edition),
    wins: 1,
    stands: async (db, { edition }) => (await codes(db, edition.code)).length,
    so: 1,
  }),
  rule({
    says: 'Codes that the program gives follow one another',
    prepare: async ({ who }) => ({
      by: who.manager,
      edition: { ...newEdition(who.project.id), kind: 'workshop' as const },
    }),
    attempt: (db, { by, edition }) => addEdition(db, by, edition),
    wins: 20,
    stands: async (db) => (await codes(db, 'IRIS-WOR-')).map((code) => Number(code.split('-').at(-1))),
    so: gapless,
  }),
  rule({
    says: 'A form of an edition sent twenty times adds one',
    prepare: async ({ who }) => ({
      by: who.manager,
      edition: { ...newEdition(who.project.id), kind: 'event' as const, id: newId(), meetings: [oneMeeting] },
    }),
    attempt: async (db, { by, edition }) => (await addEdition(db, by, edition)).isNew,
    wins: 1,
    stands: (db, { edition }) => meetingNumbers(db, edition.id),
    so: [1],
  }),
  rule({
    says: 'Meetings of an edition are numbered without a gap',
    prepare: empty,
    attempt: (db, { by, run }) => addMeetings(db, by, run.id, [oneMeeting]),
    wins: 20,
    stands: (db, { run }) => meetingNumbers(db, run.id),
    so: gapless,
  }),
  rule({
    says: 'A form of a meeting sent twenty times adds one',
    prepare: async (stage) => ({ ...(await empty(stage)), id: newId() }),
    attempt: (db, { by, run, id }) => addMeetings(db, by, run.id, [{ ...oneMeeting, id }]),
    stands: (db, { run }) => meetingNumbers(db, run.id),
    so: [1],
  }),
  rule({
    says: 'A meeting is cancelled once',
    prepare: async (stage) => {
      const made = await empty(stage)
      return {
        ...made,
        today: await meeting(stage.db, made.run, 1, '2026-05-05T08:00Z', '2026-05-05T10:00Z'),
      }
    },
    attempt: (db, { by, today }) => cancelMeeting(db, by, { meeting_id: today.id, reason: 'Sciopero' }),
    stands: (db, { today }) => acts(db, 'meeting_cancelled', today.id),
    so: 1,
  }),
  rule({
    says: 'A register is opened once',
    prepare: empty,
    attempt: (db, { by, run }) =>
      openRegister(db, by, {
        edition_id: run.id,
        opened_on: '2026-01-10',
        keeper: 'Segreteria',
        stamp_authority: null,
        stamp_number: null,
      }),
    stands: async (db, { run }) => [
      await acts(db, 'register_opened', run.id),
      await acts(db, 'register_changed', run.id),
    ],
    so: [1, 0],
  }),
  rule({
    says: 'A page of the register is closed once',
    prepare: async ({ who }) => ({ by: who.trainer, today: await who.held() }),
    attempt: async (db, { by, today }) =>
      (await at(evening, () => closeMeeting(db, by, { meeting_id: today.id }))).isNew,
    wins: 1,
    stands: (db, { today }) => versions(db, today.id),
    so: { all: [1], inForce: [1] },
  }),
  rule({
    says: 'A page is locked once, alone or with the whole register',
    prepare: async ({ db, who }) => {
      // Those that other rules closed are locked before, so that this one is about its own.
      await lockClosedMeetings(db, who.manager, who.edition.id)
      return { by: who.manager, run: who.edition, today: await who.closed() }
    },
    attempt: (db, { by, run, today }, n) =>
      n % 2 === 0 ? lockMeeting(db, by, today.id) : lockClosedMeetings(db, by, run.id),
    stands: (db, { today }) => acts(db, 'meeting_locked', today.id),
    so: 1,
  }),
  rule({
    says: 'Versions of a page follow one another, one in force',
    prepare: async ({ who }) => ({ by: who.trainer, today: await who.closed() }),
    attempt: (db, { by, today }, n) =>
      at(nextDay, () =>
        recordMarks(db, by, {
          meeting_id: today.id,
          source: 'trainer',
          reason: `Corretto ${n}`,
          nonce: newId(),
          topic: `Argomento ${n}`,
          marks: [],
        }),
      ),
    wins: 20,
    stands: (db, { today }) => versions(db, today.id),
    so: { all: [...gapless, 21], inForce: [21] },
  }),
  rule({
    says: 'Documents of an edition are numbered without a gap',
    prepare: issuing,
    attempt: (db, { by, run, page_ids }, n) =>
      issueDocument(db, by, { edition_id: run.id, kind: 'fad_report', bytes: pdf(page_ids[0], n), page_ids }),
    wins: 20,
    stands: (db, { run }) => documentNumbers(db, run.id, 'fad_report'),
    so: gapless,
  }),
  rule({
    says: 'The same document of the same pages is issued once',
    prepare: issuing,
    attempt: async (db, { by, run, page_ids }) =>
      (
        await issueDocument(db, by, {
          edition_id: run.id,
          kind: 'register',
          bytes: pdf(page_ids[0], 0),
          page_ids,
        })
      ).isNew,
    wins: 1,
    stands: (db, { run }) => documentNumbers(db, run.id, 'register'),
    so: [1],
  }),
]

function newEdition(project_id: string) {
  return { project_id, course_id: null, title: 'In gara', kind: 'laboratory' as const }
}

async function empty({ db, who, word }: Stage) {
  return { by: who.manager, run: await edition(db, who.project, `IRIS-${word.toUpperCase()}`) }
}

async function issuing({ who }: Stage) {
  const [page] = await who.pages(await who.closed())
  return { by: who.manager, run: who.edition, page_ids: [page?.id ?? ''] }
}

async function codes(db: Db, prefix: string): Promise<string[]> {
  const rows = await db
    .selectFrom('edition')
    .select('code')
    .where('code', 'like', `${prefix}%`)
    .orderBy('code')
    .execute()
  return rows.map((row) => row.code)
}

async function meetingNumbers(db: Db, edition_id: string): Promise<number[]> {
  const rows = await db
    .selectFrom('meeting')
    .select('number')
    .where('edition_id', '=', edition_id)
    .orderBy('number')
    .execute()
  return rows.map((row) => row.number)
}

async function documentNumbers(
  db: Db,
  edition_id: string,
  kind: 'register' | 'fad_report',
): Promise<number[]> {
  const rows = await db
    .selectFrom('issued_document')
    .select('number')
    .where('edition_id', '=', edition_id)
    .where('kind', '=', kind)
    .orderBy('number')
    .execute()
  return rows.map((row) => row.number)
}

async function versions(db: Db, meeting_id: string) {
  const rows = await db
    .selectFrom('register_page')
    .select(['version', 'superseded_at'])
    .where('meeting_id', '=', meeting_id)
    .orderBy('version')
    .execute()
  const all = rows.map((row) => row.version)
  return { all, inForce: rows.filter((row) => row.superseded_at === null).map((row) => row.version) }
}

// SPDX-License-Identifier: AGPL-3.0-or-later
// A few rows of every table, invented, with accents and quotes: what a fixture of the schema holds. Whoever adds a table adds
// rows here; make-fixture.ts names the tables that have none.
import { at } from '#base/clock.server.ts'
import { keepFile } from '#base/files/store.server.ts'
import type { Db } from '#db/connect.server.ts'
import { attachEvidence } from '#record/evidence/evidence.server.ts'
import { openRegister } from '#record/register/opening.server.ts'
import { pdf } from '#tests/base/files/samples.ts'
import { evening, heldMeetings, late, nextDay } from '#tests/record/register/held-meeting.ts'
import { longAgo } from '#tests/support/people.ts'
import { course, enrolment } from '#tests/support/training.ts'
import { hashed, meetingRows } from './fixture-meeting-rows.ts'

export type Rows = Record<string, Record<string, string | number | null>[]>

/** Fills an empty, migrated database: through the program where verify looks, straight into the tables elsewhere. */
export async function fillFixture(db: Db, dataDir: string): Promise<void> {
  const who = await heldMeetings(db)
  const page = await who.closed()
  await who.mark(page, who.anna, late, { on: nextDay, reason: "Uscita anticipata: l'ha detto così" })
  await at(evening, () =>
    openRegister(db, who.manager, {
      edition_id: who.edition.id,
      opened_on: '2026-02-04',
      keeper: 'Niccolò Degl’Innocenti, docente',
      stamp_authority: 'Prefettura di Perugia',
      stamp_number: '12/2026',
    }),
  )
  const bytes = pdf('Foglio firme')
  const file = await keepFile(bytes, 'application/pdf', dataDir)
  const scan = { meeting_id: page.id, kind: 'signed_sheet' as const, file, name: 'foglio "firme".pdf' }
  await at(nextDay, () => attachEvidence(db, who.manager, scan))
  const taught = await course(db, 'accoglienza')
  const studied = await enrolment(db, { id: who.meetings[0].edition_id }, who.carla, taught.version)
  const { id: page_id } = await db.selectFrom('register_page').select('id').executeTakeFirstOrThrow()
  const facts = { who, page, file, taught, studied, page_id }
  for (const [table, rows] of Object.entries(plainRows(facts))) {
    await db
      .insertInto(table as 'setting')
      .values(rows as never)
      .execute()
  }
}

type Facts = {
  who: Awaited<ReturnType<typeof heldMeetings>>
  page: { id: string }
  file: { hash: string }
  taught: Awaited<ReturnType<typeof course>>
  studied: { id: string }
  page_id: string
}

function plainRows({ who, page, file, taught, studied, page_id }: Facts): Rows {
  const account_id = who.operator.accountId
  const later = '2026-02-07T09:00:00.000Z'
  const module_id = taught.modules[0]?.id ?? ''
  const intervals = '[{"in":"2026-02-05T10:00:00.000Z","out":"2026-02-05T12:30:00.000Z"}]'
  return {
    privacy_notice: [
      {
        id: 'notice-1',
        version: 1,
        text_it: 'Perché si trattano i dati',
        text_en: 'Why',
        published_at: longAgo,
      },
    ],
    notice_reading: [{ account_id, notice_id: 'notice-1', read_at: longAgo }],
    kept_form: [
      {
        ...{
          id: hashed('kept form').slice(0, 36),
          path: '/account/details',
          owner: 'ABCDEFGHIJKLMNOPQRSTUV',
          sealed: 'sealed',
        },
        ...{ address: hashed('address'), expires_at: later },
      },
    ],
    login: [
      {
        ...{ id: hashed('login'), account_id, expires_at: later, created_at: longAgo, browser: 'Firefox' },
        ...{ browser_id: 'ABCDEFGHIJKLMNOPQRSTUV', used_at: longAgo },
      },
    ],
    token: [
      {
        id: hashed('reset'),
        purpose: 'password_reset',
        account_id,
        created_at: longAgo,
        expires_at: later,
        used_at: null,
      },
      {
        id: hashed('invitation'),
        purpose: 'invitation',
        account_id,
        created_at: longAgo,
        expires_at: later,
        used_at: longAgo,
      },
    ],
    email_change: [
      {
        id: 'email-change-1',
        account_id: who.trainer.accountId,
        email: 'carla.neri@presente.example',
        old_hash: hashed('old'),
        new_hash: hashed('new'),
        old_confirmed_at: null,
        new_confirmed_at: later,
        created_at: later,
        expires_at: '2026-03-01T09:00:00.000Z',
        ended_at: null,
      },
    ],
    rate_limit: [{ key: 'sign-in 192.0.2.7', points: 3, expires_at: later }],
    security_event: [
      { id: 'event-1', at: longAgo, kind: 'sign_in', account_id, address: '192.0.2.7', detail: null },
    ],
    project_partner: [
      { project_id: who.project.id, organisation_id: who.comune.id, role: 'lead', position: 1 },
      { project_id: who.project.id, organisation_id: who.cooperativa.id, role: 'partner', position: 2 },
    ],
    agreed_hours: [{ project_id: who.project.id, person_id: who.carla.id, minutes: 2430 }],
    work_package: [
      { id: 'wp-1', project_id: who.project.id, code: 'WP1', title: 'Qualità dell’accoglienza', position: 1 },
    ],
    tally: [
      {
        id: 'tally-1',
        target_id: who.targets.all.id,
        on_date: '2026-02-05',
        quantity: 23,
        note: 'Sportello',
        recorded_by: who.manager.accountId,
        recorded_at: later,
      },
    ],
    enrolment_event: [
      {
        id: 'event-1',
        enrolment_id: studied.id,
        state: 'enrolled',
        at: longAgo,
        by_account: null,
        note: null,
      },
    ],
    module_progress: [{ enrolment_id: studied.id, module_id, started_at: longAgo, completed_at: null }],
    quiz_attempt: [
      {
        id: 'quiz-1',
        enrolment_id: studied.id,
        module_id,
        number: 1,
        answers: '{"0":[1]}',
        score: 5000,
        passed: 0,
        nonce: 'n',
        submitted_at: later,
      },
    ],
    ...meetingRows({ who, page, account_id, later, intervals }),
    issued_document: [
      {
        id: 'document-1',
        edition_id: who.edition.id,
        kind: 'register',
        number: 1,
        file_hash: file.hash,
        issued_by: who.manager.accountId,
        issued_at: later,
      },
    ],
    issued_document_page: [{ document_id: 'document-1', page_id }],
    platform_report: [
      {
        id: 'report-1',
        meeting_id: page.id,
        platform: 'teams',
        platform_version: null,
        file_hash: file.hash,
        name: 'Rapporto.csv',
        imported_by: who.trainer.accountId,
        imported_at: later,
      },
    ],
    platform_row: [
      {
        id: 'row-1',
        report_id: 'report-1',
        position: 1,
        name: 'Anna Bianchi',
        name_search: 'anna bianchi',
        email: 'anna@presente.example',
        platform_role: 'Relatore',
        intervals,
        state: 'matched',
        matched_by: 'email',
        person_id: who.anna.id,
        resolved_by: null,
        resolved_at: null,
        reason: null,
      },
      {
        id: 'row-2',
        report_id: 'report-1',
        position: 2,
        name: 'Telefono',
        name_search: 'telefono',
        email: null,
        platform_role: null,
        intervals,
        state: 'waiting',
        matched_by: null,
        person_id: null,
        resolved_by: null,
        resolved_at: null,
        reason: null,
      },
    ],
    sheet_mapping: [
      {
        id: 'sheet-mapping-1',
        project_id: who.project.id,
        kind: 'platform_report',
        fingerprint: 'a'.repeat(64),
        mapping: '{"format":1}',
        saved_by: who.trainer.accountId,
        saved_at: later,
      },
    ],
    outbox: [
      {
        id: 'mail-1',
        to_address: 'anna@presente.example',
        subject: 'Invito',
        body: 'Ecco il collegamento:\nhttps://presente.example/invitations/abcdef',
        created_at: longAgo,
        claimed_at: null,
        sent_at: null,
        attempts: 2,
        last_error: 'no',
      },
      {
        id: 'mail-2',
        to_address: 'luca@presente.example',
        subject: 'Promemoria',
        body: 'Ci vediamo',
        created_at: longAgo,
        claimed_at: longAgo,
        sent_at: longAgo,
        attempts: 1,
        last_error: null,
      },
    ],
    setting: [{ key: 'owner', value: 'Prefettura di Perugia' }],
  }
}

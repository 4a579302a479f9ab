// SPDX-License-Identifier: AGPL-3.0-or-later
// Who closes, locks and reads pages of the register, asked of the pages themselves.
import type { AppLoadContext } from '@remix-run/node'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Actor } from '#base/access/actor.ts'
import { startLogin } from '#base/access/logins.server.ts'
import { hashPassword } from '#base/access/passwords.server.ts'
import { at } from '#base/clock.server.ts'
import * as attendance from '#prove/reports/export-edition-attendance.route.tsx'
import * as alerts from '#prove/reports/list-edition-alerts.route.tsx'
import * as csv from '#prove/reports/send-edition-attendance-csv.route.ts'
import * as xlsx from '#prove/reports/send-edition-attendance-xlsx.route.ts'
import * as hours from '#prove/reports/show-hours.route.tsx'
import * as modules from '#record/learning/list-edition-modules.route.tsx'
import * as fadReport from '#record/online/show-fad-report.route.tsx'
import * as closing from '#record/register/close-meeting.route.tsx'
import { closingOf } from '#record/register/closing.server.ts'
import * as locking from '#record/register/lock-meeting.route.tsx'
import * as reading from '#record/register/show-page.route.tsx'
import * as register from '#record/register/show-register.route.tsx'
import * as shownEdition from '#record/schedule/show-edition.route.tsx'
import { describeEngines } from '#tests/support/engines.ts'
import { evening, heldMeetings } from './held-meeting.ts'

const password = 'la password di prova'
const kept = globalThis as { presenteDatabase?: unknown }

describeEngines('a page of the register', (world) => {
  let who: Awaited<ReturnType<typeof heldMeetings>>
  beforeAll(async () => {
    who = await heldMeetings(world.db)
    kept.presenteDatabase = world.db
    await world.db
      .updateTable('account')
      .set({ password_hash: await hashPassword(password) })
      .execute()
  })
  afterAll(() => {
    delete kept.presenteDatabase
  })

  /** What a request of somebody comes to: a status, or the status of the error page. */
  async function ask(
    page: { loader?: unknown; action?: unknown },
    by: Actor,
    params: Record<string, string>,
    form?: Record<string, string>,
  ) {
    const cookie = await startLogin(world.db, by.accountId, 'test', null)
    const request = new Request('http://localhost/page', {
      headers: { Cookie: cookie.split(';')[0] ?? '' },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    })
    const context: AppLoadContext = {
      signedIn: () => {},
      account: () => null,
      reference: '',
      address: '192.0.2.7',
      readerReady: async () => true,
    }
    const work = (form ? page.action : page.loader) as (args: object) => Promise<unknown>
    try {
      const answer = await at(evening, () => work({ request, params, context }))
      if (answer instanceof Response) return answer.status
      return (answer as { init?: { status?: number } }).init?.status ?? 200
    } catch (error) {
      if (error instanceof Response) return error.status
      return (error as { status?: number }).status ?? error
    }
  }

  const seen = async (today: { id: string }) => (await closingOf(world.db, today.id, 24)).seen

  it('is closed by its trainer and the manager, not by another trainer, the auditor, an operator', async () => {
    const today = await who.held()
    const form = { intent: 'close', password, seen: await seen(today) }
    for (const [by, status] of [
      [who.auditor, 403],
      [who.teacher, 404],
      [who.operator, 404],
      [who.otherManager, 404],
    ] as const) {
      expect(await ask(closing, by, { meeting: today.id })).toBe(status)
      expect(await ask(closing, by, { meeting: today.id }, form)).toBe(status)
    }
    expect(await who.state(today)).toBe('open')
    expect(await ask(closing, who.trainer, { meeting: today.id })).toBe(200)
    expect(await ask(closing, who.trainer, { meeting: today.id }, form)).toBe(302)
    expect(await who.state(today)).toBe('closed')
    // The second click of a double one.
    expect(await ask(closing, who.trainer, { meeting: today.id }, form)).toBe(302)
    expect(await who.pages(today)).toHaveLength(1)
  })

  it('is not closed with a wrong password, nor after too many of them', async () => {
    const today = await who.held()
    const form = { intent: 'close', password: 'quella sbagliata', seen: await seen(today) }
    for (let attempt = 0; attempt < 5; attempt++) {
      expect(await ask(closing, who.manager, { meeting: today.id }, form)).toBe(422)
    }
    expect(await ask(closing, who.manager, { meeting: today.id }, form)).toBe(429)
    expect(await ask(closing, who.manager, { meeting: today.id }, { ...form, password })).toBe(429)
    expect(await who.state(today)).toBe('open')
    expect(await ask(closing, who.trainer, { meeting: today.id }, { ...form, password })).toBe(302)
  })

  it('is locked by the manager only', async () => {
    const today = await who.closed()
    for (const [by, status] of [
      [who.trainer, 403],
      [who.auditor, 403],
      [who.teacher, 404],
      [who.operator, 404],
    ] as const) {
      expect(await ask(locking, by, { meeting: today.id })).toBe(status)
      expect(await ask(locking, by, { meeting: today.id }, {})).toBe(status)
    }
    expect(await who.state(today)).toBe('closed')
    expect(await ask(locking, who.manager, { meeting: today.id }, {})).toBe(302)
    expect(await who.state(today)).toBe('locked')
  })

  it('is read by its trainer, the manager and the auditor, as the edition’s register is, which trainers do not issue', async () => {
    const today = await who.closed()
    const edition = { project: 'iris', edition: who.edition.code }
    for (const [by, page, whole] of [
      [who.trainer, 200, 200],
      [who.manager, 200, 200],
      [who.auditor, 200, 200],
      [who.teacher, 404, 404],
      [who.operator, 404, 404],
    ] as const) {
      expect(await ask(reading, by, { meeting: today.id })).toBe(page)
      expect(await ask(register, by, edition)).toBe(whole)
    }
    expect(await ask(register, who.auditor, edition, {})).toBe(403)
    expect(await ask(register, who.trainer, edition, {})).toBe(403)
    expect(await ask(register, who.teacher, edition, {})).toBe(404)
    // Two meetings of the edition were never held: there is nothing to issue yet.
    expect(await ask(register, who.manager, edition, {})).toBe(409)
  })

  it('stands among the pages of its edition, which its trainers read and those of another edition do not', async () => {
    const edition = { project: 'iris', edition: who.edition.code }
    const pages = [shownEdition, hours, alerts, attendance, csv, xlsx, modules, fadReport, register]
    for (const page of pages) {
      for (const [by, status] of [
        [who.trainer, 200],
        [who.manager, 200],
        [who.auditor, 200],
        [who.teacher, 404],
        [who.otherManager, 404],
        [who.operator, 404],
      ] as const) {
        expect(await ask(page, by, edition)).toBe(status)
      }
      // Not under another project's address, nor another edition under theirs.
      expect(await ask(page, who.trainer, { ...edition, project: 'rosa' })).toBe(404)
      expect(await ask(page, who.trainer, { ...edition, edition: 'IRIS-RA-09' })).toBe(404)
    }
  })
})

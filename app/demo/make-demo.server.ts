// SPDX-License-Identifier: AGPL-3.0-or-later
// The demo installation, made through the same writes that people's pages use, each at its moment in the past.
import { rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { changeSettings } from '#admin/change-settings.server.ts'
import { actorOfAccount } from '#base/access/actor.server.ts'
import type { Actor } from '#base/access/actor.ts'
import { demoKey } from '#base/access/demo-accounts.server.ts'
import { hashPassword } from '#base/access/passwords.server.ts'
import { grantRole, type NewGrant } from '#base/access/roles.server.ts'
import { at, minutesAfter, newId, now } from '#base/clock.server.ts'
import { env } from '#base/env.server.ts'
import { localDate } from '#base/i18n/zone.ts'
import { connect, type Db } from '#db/connect.server.ts'
import { demoNotice } from '#db/demo/notice.ts'
import { named, officeAccounts, otherManagers } from '#db/demo/people.ts'
import { migrate } from '#db/migrate.server.ts'
import { publishCourses } from '#plan/courses/publish.server.ts'
import { publishNotice } from '#plan/people/privacy-notice.server.ts'
import { liveIris } from './iris-life.server.ts'
import { addDemoPeople, trainerActor } from './people.server.ts'
import { addDemoProjects, addDemoTargets } from './projects.server.ts'
import { liveRosa } from './rosa-life.server.ts'
import { Timeline } from './timeline.server.ts'

export const accountsOfDemo = {
  password: 'presente-demo',
  emails: [
    officeAccounts.admin.email,
    officeAccounts.manager.email,
    named.trainer.email,
    named.operator.email,
    named.private.email,
    officeAccounts.auditor.email,
    ...Object.values(otherManagers).map(({ email }) => email),
  ],
}

const dayKey = 'demo_day'

/** Whether a folder holds a demo database made today (the installation's zone). */
export async function isOfToday(folder: string): Promise<boolean> {
  const db = connect(urlIn(folder))
  try {
    const kept = await db.selectFrom('setting').select('value').where('key', '=', dayKey).executeTakeFirst()
    return kept?.value === localDate(now(), env().TZ_DISPLAY)
  } catch {
    // No schema yet: nothing was ever made here.
    return false
  } finally {
    await db.destroy()
  }
}

/** Makes the demo database in a folder, which is this process's data folder, replacing the one that is there. */
export async function makeDemo(folder: string): Promise<void> {
  if (resolve(folder) !== resolve(env().DATA_DIR))
    throw new Error(`the files of the demo belong in ${folder}`)
  rmSync(join(folder, 'files'), { recursive: true, force: true })
  for (const end of ['', '-wal', '-shm']) rmSync(join(folder, `presente.db${end}`), { force: true })
  const db = connect(urlIn(folder))
  try {
    await fillDemo(db)
  } finally {
    await db.destroy()
  }
}

/** Fills an empty database with the demo, as of now. */
export async function fillDemo(db: Db): Promise<void> {
  const today = now()
  const begun = minutesAfter(today, -400 * 24 * 60)
  const timeline = new Timeline()
  await migrate(db)
  const password_hash = await hashPassword(accountsOfDemo.password)
  await at(begun, async () => {
    const faults = await publishCourses(db, 'courses')
    if (faults.length > 0) throw new Error(faults.join('\n'))
    const admin = await addOfficeAccount(db, officeAccounts.admin, password_hash)
    const grant = (by: Actor | null, role: NewGrant) => grantRole(db, by, role)
    await grant(null, { account_id: admin, role: 'administrator', ...nowhere })
    const actor = await actorOfAccount(db, admin)
    await changeSettings(db, actor, {
      owner: 'Prefettura di Perugia',
      contact_email: 'accessibilita@presente.example',
      source_url: 'https://presente.example/codice',
    })
    await publishNotice(db, actor, demoNotice)
    const projects = await addDemoProjects(db, actor)
    const manager = await addOfficeAccount(db, officeAccounts.manager, password_hash)
    for (const [slug, account] of Object.entries(otherManagers)) {
      const account_id = await addOfficeAccount(db, account, password_hash)
      await grant(actor, { ...nowhere, account_id, role: 'manager', project_id: projects.get(slug) ?? '' })
    }
    const auditor = await addOfficeAccount(db, officeAccounts.auditor, password_hash)
    const [iris, rosa] = [projects.get('iris') ?? '', projects.get('rosa') ?? '']
    for (const project_id of [iris, rosa]) {
      await grant(actor, { ...nowhere, account_id: manager, role: 'manager', project_id })
    }
    // The inspection is under way: it ends in a month.
    await grant(actor, {
      ...nowhere,
      account_id: auditor,
      role: 'auditor',
      project_id: iris,
      expires_at: minutesAfter(today, 30 * 24 * 60),
    })
    const inCharge = await actorOfAccount(db, manager)
    await addDemoTargets(db, inCharge, projects)
    const people = await addDemoPeople(db, inCharge, { iris, rosa, password_hash })
    const [trainer, online] = [await trainerActor(db, 'trainer'), await trainerActor(db, 'online')]
    const cast = { manager: inCharge, trainer, online, today }
    liveIris(db, timeline, cast, iris, people)
    liveRosa(db, timeline, cast, rosa, people)
  })
  await timeline.run()
  await db
    .insertInto('setting')
    .values([
      { key: demoKey, value: accountsOfDemo.password },
      { key: dayKey, value: localDate(today, env().TZ_DISPLAY) },
    ])
    .execute()
}

const nowhere = { project_id: null, edition_id: null, expires_at: null }

async function addOfficeAccount(db: Db, account: { email: string; name: string }, password_hash: string) {
  const id = newId()
  await db
    .insertInto('account')
    .values({ id, ...account, password_hash, language: 'it', created_at: now() })
    .execute()
  return id
}

function urlIn(folder: string): string {
  return `file:${join(folder, 'presente.db')}`
}

// SPDX-License-Identifier: AGPL-3.0-or-later
// A disk that is full and a database that somebody else holds: said to people in words, with what they typed, to machines by
// /healthz, to the administrator by the log; and over by itself.
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { cookieOf } from './everyone.ts'
import { sendMeeting } from './meetings.ts'
import { logged, type Site, startSite } from './server.ts'
import { expect, test } from './support.ts'

test.describe.configure({ timeout: 120_000 })

const patience = 60_000

test('a full disk', async () => {
  test.skip(process.getuid?.() !== 0, 'only root may mount a small disk')
  const disk = mkdtempSync(join(tmpdir(), 'presente-disk-'))
  const site = await onSmallDisk(disk)
  try {
    const cookie = await cookieOf(site, 'manager')
    expect(await health(site)).toBe('200 ok')
    fill(disk)
    await isRefused(site, cookie, 'Il disco del server è pieno')
    await expect.poll(() => health(site)).toBe('503 the disk is full')
    await logged(site, '"the disk is full"')
    // Whoever only reads goes on.
    const board = await fetch(`${site.url}/manage/iris`, { headers: { Cookie: cookie } })
    expect(board.status).toBe(200)
    rmSync(join(disk, 'filling'))
    expect((await sendMeeting(site, cookie, randomUUID(), patience)).status).toBe(302)
    await expect.poll(() => health(site)).toBe('200 ok')
  } finally {
    await site.stop()
    execFileSync('umount', [disk])
    rmSync(disk, { recursive: true })
  }
})

test('a database that somebody else holds', async () => {
  const site = await startSite()
  const other = new Sqlite(join(site.dataDir, 'presente.db'))
  try {
    const cookie = await cookieOf(site, 'manager')
    other.exec('begin immediate')
    await isRefused(site, cookie, 'Il database è occupato')
    await expect.poll(() => health(site)).toBe('503 the database is locked')
    await logged(site, '"the database is locked"')
    const board = await fetch(`${site.url}/manage/iris`, { headers: { Cookie: cookie } })
    expect(board.status).toBe(200)
    // Of an act without a page of its own too: inside the page, which still says who is signed in.
    const act = await fetch(`${site.url}/sign-out`, {
      method: 'POST',
      headers: { Cookie: cookie, Origin: site.url, 'Accept-Language': 'it' },
    })
    expect(act.status).toBe(503)
    const told = await act.text()
    expect(told).toContain('<h1>Servizio momentaneamente non disponibile</h1>')
    expect(told).toContain('class="slim-account-name"')
    expect(told).not.toContain('href="/sign-in"')
    // Several at once are not refused one after the other, and no worker is taken for hung.
    const refused = Array.from({ length: 8 }, () => sendMeeting(site, cookie, randomUUID(), patience))
    expect((await Promise.all(refused)).map(({ status }) => status)).toEqual(Array(8).fill(503))
    const waiting = sendMeeting(site, cookie, randomUUID(), patience)
    other.exec('rollback')
    await waiting
    expect((await sendMeeting(site, cookie, randomUUID(), patience)).status).toBe(302)
    await expect.poll(() => health(site)).toBe('200 ok')
    expect(site.log()).not.toContain('worker ended')
  } finally {
    other.close()
    await site.stop()
  }
})

async function onSmallDisk(disk: string): Promise<Site> {
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=48m', 'tmpfs', disk])
  return await startSite({ DATA_DIR: disk })
}

/** Takes what room there is. */
function fill(disk: string): void {
  const path = join(disk, 'filling')
  for (const piece of [1_000_000, 4096])
    for (;;) {
      try {
        writeFileSync(path, Buffer.alloc(piece), { flag: 'a' })
      } catch {
        break
      }
    }
}

/** What a machine is told: it may be up to a second old, since the disk is tried no more often than that. */
async function health(site: Site): Promise<string> {
  const answer = await fetch(`${site.url}/healthz`)
  return `${answer.status} ${(await answer.text()).trim()}`
}

/** The form comes back, saying why, with what was typed in it. */
async function isRefused(site: Site, cookie: string, words: string): Promise<void> {
  const answer = await sendMeeting(site, cookie, randomUUID(), patience)
  expect(answer.status).toBe(503)
  expect(answer.text).toContain(words)
  expect(answer.text).toContain('<h1>Aggiungi un incontro</h1>')
  expect(answer.text).toMatch(/<input[^>]*name="date"[^>]*value="2099-03-02"/)
}

// SPDX-License-Identifier: AGPL-3.0-or-later
// A file far over the limit: a page that can be read, not a broken connection, and a server that kept none of it.
import { closeSync, ftruncateSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cookieOf, databaseOf, examples } from './everyone.ts'
import { logged, type Site, startSite } from './server.ts'
import { expect, test } from './support.ts'

test.describe.configure({ timeout: 90_000 })

const large = 200 * 1000 * 1000

test('200 MB sent to the server are answered in words, and leave nothing in its memory', async () => {
  const site = await startSite()
  try {
    const path = await evidenceOf(site)
    const cookie = await cookieOf(site, 'manager')
    // Once before: what a first request loads stays.
    expect((await send(site, path, cookie, 30_000_000)).status).toBe(413)
    const worker = await workerOf(site)
    const there = await attached(site)
    const before = memoryOf(worker)
    const answer = await send(site, path, cookie, large)
    expect(answer.status).toBe(413)
    expect(answer.text).toContain('Il file supera 20 MB e non è stato salvato.')
    expect(answer.text).toContain(`href="${path}"`)
    if (before) {
      expect((memoryOf(worker)?.now ?? 0) - before.now).toBeLessThan(60)
      expect((memoryOf(worker)?.most ?? 0) - before.most).toBeLessThan(60)
    }
    // Elsewhere a form of 1 MB is the most, in the language of whoever sends it.
    const form = await send(site, '/sign-in', 'language=en', 2_000_000)
    expect([form.status, form.text.includes('The form is larger than allowed')]).toEqual([413, true])
    expect((await fetch(`${site.url}/healthz`)).status).toBe(200)
    expect(await attached(site)).toBe(there)
  } finally {
    await site.stop()
  }
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('a browser shows the page, and leads back to choose another file', async ({ page, site, signIn }) => {
    const folder = mkdtempSync(join(tmpdir(), 'presente-scan-'))
    try {
      const scan = join(folder, 'scansione.pdf')
      const file = openSync(scan, 'w')
      ftruncateSync(file, large)
      closeSync(file)
      await signIn(page, 'manager@presente.example')
      const path = await evidenceOf(site)
      await page.goto(path)
      await page.getByLabel('File', { exact: true }).setInputFiles(scan)
      await page.getByRole('button', { name: 'Allega il file' }).click({ noWaitAfter: true })
      await expect(page.getByText('Il file supera 20 MB e non è stato salvato.')).toBeVisible({
        timeout: 60_000,
      })
      await page.getByRole('link', { name: 'Torna alla pagina' }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText("Prove dell'incontro")
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

async function evidenceOf(site: Site): Promise<string> {
  const db = databaseOf(site)
  const { meeting } = await examples(db)
  await db.destroy()
  return `/meetings/${meeting}/evidence`
}

async function attached(site: Site): Promise<number> {
  const db = databaseOf(site)
  const { meeting = '' } = await examples(db)
  const rows = await db.selectFrom('evidence').select('id').where('meeting_id', '=', meeting).execute()
  await db.destroy()
  return rows.length
}

/** Sends a form of so many bytes, a piece at a time. */
function send(
  site: Site,
  path: string,
  cookie: string,
  bytes: number,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const form = request(site.url + path, {
      method: 'POST',
      headers: {
        Cookie: cookie,
        Origin: site.url,
        'Accept-Language': 'it',
        'Content-Type': 'multipart/form-data; boundary=x',
        'Content-Length': bytes,
      },
    })
    form.once('error', reject)
    form.once('response', (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (part) => {
        text += part
      })
      response.once('end', () => resolve({ status: response.statusCode ?? 0, text }))
    })
    const piece = Buffer.alloc(1_000_000)
    let left = bytes
    const more = () => {
      while (left > 0) {
        const part = piece.subarray(0, Math.min(left, piece.length))
        left -= part.length
        if (!form.write(part)) return void form.once('drain', more)
      }
      form.end()
    }
    more()
  })
}

async function workerOf(site: Site): Promise<number> {
  return JSON.parse(await logged(site, 'request completed')).pid
}

/** A process's memory now and at its most, in MB; null where the system does not say. */
function memoryOf(pid: number): { now: number; most: number } | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const of = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024
    return { now: of('VmRSS'), most: of('VmHWM') }
  } catch {
    return null
  }
}

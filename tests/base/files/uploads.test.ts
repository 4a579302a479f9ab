// SPDX-License-Identifier: AGPL-3.0-or-later
// The thread that reads uploads has bounds of its own: what passes them is answered in words, and the next file is read.

import { expect, it, vi } from 'vitest'
import { readingContent } from '#base/files/content.server.ts'
import { uploadThread } from '#base/files/uploads.server.ts'
import { inLocale } from '#base/i18n/locale.server.ts'
import { log } from '#base/log.server.ts'
import { readingReport } from '#record/online/platform-report.server.ts'
import { encoded, morning, rome, zoomEnglish } from '#tests/record/online/reports.ts'
import { pdf, png } from './samples.ts'

const limits = { seconds: 30, starting: 60, megabytes: 256, waiting: 30, idle: 1 }
const many = Buffer.from('a,b,c,d\n'.repeat(49_000))

it('ends what takes too long, in the language of whoever sent it, and reads what waits', async () => {
  const read = uploadThread({ ...limits, seconds: 0.001 })
  const slow = inLocale('en', () => read(readingReport, many, morning, rome))
  await expect(slow).rejects.toMatchObject({
    kind: 'invalid',
    message: expect.stringContaining('was stopped'),
  })
  const next = await Promise.allSettled([read(readingContent, pdf()), read(readingContent, png())])
  for (const one of next) if (one.status === 'rejected') expect(one.reason).toMatchObject({ kind: 'invalid' })
})

it('ends what takes too much memory, and reads what comes next', async () => {
  const read = uploadThread({ ...limits, megabytes: 20 })
  const cells = Buffer.from(`${'x,'.repeat(99)}x\n`.repeat(40_000))
  await expect(read(readingReport, cells, morning, rome)).rejects.toMatchObject({
    kind: 'invalid',
    message: expect.stringContaining('non si riesce a leggere'),
  })
  expect((await read(readingContent, pdf())).value).toMatchObject({ type: 'application/pdf', whole: true })
}, 60_000)

it('refuses what would wait behind too many others, and answers the others', async () => {
  const read = uploadThread({ ...limits, waiting: 3 })
  const sent = await Promise.allSettled(Array.from({ length: 20 }, () => read(readingContent, pdf())))
  const refused = sent.filter((one) => one.status === 'rejected')
  expect(refused.length).toBe(16)
  for (const { reason } of refused) expect(reason).toMatchObject({ kind: 'too_many' })
})

it('answers each with what is its own', async () => {
  const read = uploadThread(limits)
  const [one, other, third] = await Promise.all([
    read(readingContent, png()),
    read(readingReport, encoded(zoomEnglish), morning, rome),
    read(readingContent, encoded(zoomEnglish)),
  ])
  expect(one.value).toEqual({ type: 'image/png', whole: true, pixels: { width: 8, height: 8 } })
  expect(other.value).toMatchObject({ platform: 'zoom' })
  expect(Buffer.from(third.bytes).equals(encoded(zoomEnglish))).toBe(true)
  expect(third.value).toMatchObject({ type: 'text/csv' })
})

it('logs why it failed without the values that the error quotes', async () => {
  const logged = vi.spyOn(log, 'error')
  const read = uploadThread(limits)
  const typed = 'anna.bianchi@presente.example'
  await expect(read(readingReport, encoded(zoomEnglish), morning, typed)).rejects.toMatchObject({
    kind: 'invalid',
    message: expect.stringContaining('non si riesce a leggere'),
  })
  const [facts] = logged.mock.calls.at(-1) ?? []
  expect(facts).toMatchObject({
    work: 'readReport',
    why: { type: 'RangeError', stack: expect.stringMatching(/\bat /) },
  })
  expect(JSON.stringify(facts)).not.toContain(typed)
})

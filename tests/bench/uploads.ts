// SPDX-License-Identifier: AGPL-3.0-or-later
// How long a process that answers requests is held by a file that somebody uploads: by the longest wait of its event loop, and
// by the time it computes itself, which other programs of the machine do not stretch.

import { monitorEventLoopDelay } from 'node:perf_hooks'
import { readingContent } from '#base/files/content.server.ts'
import { scanTypes } from '#base/files/file.ts'
import { keepFile } from '#base/files/store.server.ts'
import { checkedUpload } from '#base/files/upload.server.ts'
import { inUploadThread } from '#base/files/uploads.server.ts'
import { readingReport } from '#record/online/platform-report.server.ts'
import { pdf } from '#tests/base/files/samples.ts'
import { hostileFiles } from '#tests/record/online/hostile-files.ts'
import { morning, rome } from '#tests/record/online/reports.ts'

type Held = { what: string; waited: number; computed: number }

/** Reads every file of hostile-files.ts and keeps a scan of 20 MB in `folder`, one after the other, and prints what each held. */
export async function measureUploads(folder: string): Promise<void> {
  const scan = Buffer.concat([pdf(), Buffer.alloc(20 * 1024 * 1024 - pdf().length, ' ')])
  const works: [string, () => Promise<unknown>][] = [
    ['a scan of 20 MB, looked at', () => checkedUpload(scan, 'foglio.pdf', 'file', { types: scanTypes })],
    ['a scan of 20 MB, kept', () => keepFile(scan, 'application/pdf', folder)],
    ...hostileFiles.map(([what, make]): [string, () => Promise<unknown>] => {
      const bytes = make()
      return [what, () => inUploadThread(readingReport, bytes, morning, rome).catch(() => null)]
    }),
  ]
  // The thread is there before the first is measured.
  await inUploadThread(readingContent, pdf())
  console.log(
    '\nUploads: how long the process that answers requests was held (ms: longest wait, own computing)',
  )
  for (const [what, work] of works) {
    const { waited, computed } = await held(what, work)
    console.log(`  ${what.padEnd(34)} ${waited.toFixed(0).padStart(6)} ${computed.toFixed(0).padStart(6)}`)
  }
}

async function held(what: string, work: () => Promise<unknown>): Promise<Held> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  const before = process.threadCpuUsage()
  delay.enable()
  await work()
  delay.disable()
  const { user, system } = process.threadCpuUsage(before)
  return { what, waited: delay.max / 1e6, computed: (user + system) / 1000 }
}

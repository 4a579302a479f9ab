// SPDX-License-Identifier: AGPL-3.0-or-later
// Once per run: the demo's data, which every server copies.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'presente-demo-'))
  const script = fileURLToPath(new URL('./demo-process.ts', import.meta.url))
  execFileSync(process.execPath, [script, folder], {
    stdio: 'inherit',
    env: { ...process.env, DATA_DIR: folder, LOG_LEVEL: 'warn' },
  })
  process.env.PRESENTE_DEMO = folder
  return () => rmSync(folder, { recursive: true, force: true })
}

// SPDX-License-Identifier: AGPL-3.0-or-later
// Once per run: the demo's data, which every server copies, and a folder for what they compile.
import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { quickFolder } from '#tests/support/quick-folder.ts'

export default function setup(): () => void {
  const folder = quickFolder('presente-demo-')
  const compiled = quickFolder('presente-compiled-')
  process.env.NODE_COMPILE_CACHE = compiled
  const script = fileURLToPath(new URL('./demo-process.ts', import.meta.url))
  execFileSync(process.execPath, [script, folder], {
    stdio: 'inherit',
    env: { ...process.env, DATA_DIR: folder, LOG_LEVEL: 'warn' },
  })
  process.env.PRESENTE_DEMO = folder
  return () => {
    for (const made of [folder, compiled]) rmSync(made, { recursive: true, force: true })
  }
}

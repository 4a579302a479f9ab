// SPDX-License-Identifier: AGPL-3.0-or-later
// A Chromium for the browser tests: the machine's, else Playwright's own, else one is installed. The one without a window comes
// first: the other draws windows that nobody sees, which takes as much of the processor as all the rest.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

export type Browser = { path: string; how: string }

/** For a headless Chromium that may run as root and has nobody to call. */
export const browserFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const all = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
].map((name) => `/usr/bin/${name}`)

/** Finds or installs a Chromium; throws when neither works. `how` says in a line where it comes from. */
export function findChromium(): Browser {
  return found() ?? installed()
}

function found(): Browser | null {
  const named = process.env.CHROMIUM_PATH
  if (named) return { path: named, how: `Chromium: ${named}, as CHROMIUM_PATH says` }
  const path = all.find(runs)
  if (path) return { path, how: `Chromium: ${path}, of this machine` }
  const own = chromium.executablePath()
  return runs(own) ? { path: own, how: `Chromium: ${own}, Playwright's own` } : null
}

function installed(): Browser {
  if (process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0) {
    run('apt-get', ['update', '-qq'])
    // Older systems do not have the first.
    for (const name of ['chromium-headless-shell', 'chromium']) {
      run('apt-get', ['install', '-qq', '-y', '--no-install-recommends', name])
      const path = all.find(runs)
      if (path) return { path, how: `Chromium: ${path}, installed now with apt-get` }
    }
  }
  run('npx', ['playwright', 'install', 'chromium'])
  const own = chromium.executablePath()
  if (runs(own)) return { path: own, how: `Chromium: ${own}, installed now by Playwright` }
  throw new Error(
    'no Chromium: install one (on Debian "apt-get install chromium-headless-shell") or name it in CHROMIUM_PATH',
  )
}

/** Existing is not enough: on some systems the name leads to a notice that another package must be installed. */
function runs(path: string): boolean {
  return existsSync(path) && spawnSync(path, ['--version', '--no-sandbox'], { timeout: 20_000 }).status === 0
}

function run(command: string, args: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], env, timeout: 600_000 })
}

// SPDX-License-Identifier: AGPL-3.0-or-later
// The browser's tests: stories of people, over a production server with the demo's data. Wants `npm run build` first.
import { defineConfig } from '@playwright/test'
import { browserFlags, findChromium } from './tests/support/browser.ts'

// Found once; the workers, which read this file again, are told.
if (!process.env.PRESENTE_CHROMIUM) {
  const { path, how } = findChromium()
  process.env.PRESENTE_CHROMIUM = path
  console.log(how)
}

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '*.test.ts',
  globalSetup: './tests/e2e/demo-setup.ts',
  workers: 2,
  retries: 0,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  outputDir: 'test-results/browser',
  use: {
    locale: 'it-IT',
    timezoneId: 'America/New_York',
    viewport: { width: 1280, height: 900 },
    launchOptions: { executablePath: process.env.PRESENTE_CHROMIUM, args: browserFlags },
    actionTimeout: 10_000,
    navigationTimeout: 30_000,
    screenshot: 'only-on-failure',
  },
})

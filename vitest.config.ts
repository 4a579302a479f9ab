// SPDX-License-Identifier: AGPL-3.0-or-later
// Unit and integration tests. The browser's are in tests/e2e, run by playwright.config.ts.
import { defineConfig } from 'vitest/config'

/** They change what a whole process has: its settings, its log, its clock, what answers for its database. */
const alone = [
  'tests/server/**/*.test.ts',
  'tests/db/outages.test.ts',
  'tests/base/files/uploads.test.ts',
  'tests/record/register/access.test.ts',
]

const each = {
  setupFiles: ['tests/support/files.ts'],
  testTimeout: 30_000,
  hookTimeout: 60_000,
  env: {
    NODE_ENV: 'test' as const,
    APP_URL: 'http://localhost:3000',
    SECRET_KEY: 'a key for tests only, of no value to anybody',
    LOG_LEVEL: 'silent',
    // Nobody listens there: mail waits in the outbox.
    SMTP_URL: 'smtp://127.0.0.1:9',
  },
}

export default defineConfig({
  test: {
    globalSetup: ['tests/support/engines-setup.ts'],
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...each,
          name: 'together',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/e2e/**', ...alone],
          // Every file would read the program again, which is more work than most of them are.
          isolate: false,
        },
      },
      { test: { ...each, name: 'alone', include: alone } },
    ],
  },
})

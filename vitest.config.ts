// SPDX-License-Identifier: AGPL-3.0-or-later
// Unit and integration tests. The browser's are in tests/e2e, run by playwright.config.ts.
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/e2e/**'],
    globalSetup: ['tests/support/engines-setup.ts'],
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    env: {
      NODE_ENV: 'test',
      APP_URL: 'http://localhost:3000',
      SECRET_KEY: 'a key for tests only, of no value to anybody',
      LOG_LEVEL: 'silent',
      // Nobody listens there: mail waits in the outbox.
      SMTP_URL: 'smtp://127.0.0.1:9',
    },
  },
})

// SPDX-License-Identifier: AGPL-3.0-or-later
import { pino } from 'pino'
import { env } from './env.server.ts'
import { loggedError } from './logged-error.ts'

export const log = pino({
  level: env().LOG_LEVEL,
  base: { pid: process.pid },
  serializers: { err: loggedError },
})

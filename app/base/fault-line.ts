// SPDX-License-Identifier: AGPL-3.0-or-later
// Imported first by every command: what is wrong with the installation (settings, port, folder, database) is said in one line,
// with exit code 1. Only a bug shows its stack.
import { loggedError } from './logged-error.ts'
import { faultLine } from './start-fault.ts'

process.on('uncaughtException', (error) => {
  console.error(faultLine(error) ?? JSON.stringify({ level: 60, err: loggedError(error) }))
  process.exit(1)
})

// SPDX-License-Identifier: AGPL-3.0-or-later
import { hiddenValues } from './hidden-path.ts'

/**
 * An error as it is logged: what kind, where, and its message without the values it quotes. Drivers hang what was sent on their
 * errors (PostgreSQL's `detail` is "Key (email)=(…) already exists"), so nothing else of it is kept.
 */
export function loggedError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error, message: hiddenValues(String(error)) }
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return {
    type: error.name,
    ...('code' in error && { code: String(error.code).slice(0, 50) }),
    message: hiddenValues(error.message),
    stack: frames.slice(0, 15).join('\n'),
    ...(error.cause !== undefined && { cause: loggedError(error.cause) }),
  }
}

// SPDX-License-Identifier: AGPL-3.0-or-later
// The rotating code of a meeting: computed from the installation's key, the meeting and the time. Nothing is stored.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { countFailure, refuseTooMany } from '#base/access/rate-limit.server.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { keyOf } from '#base/keys.server.ts'
import type { Db } from '#db/connect.server.ts'
import { codeAlphabet, codeLength, plainCode, stepOf } from './code.ts'

/** A code of a time step, shown to somebody at a moment. */
export type Scan = { step: number; at: string }

/** For so many steps a code that is over is told from one that never was: about ten minutes. */
const rememberedSteps = 30

export function codeAt(meeting_id: string, step: number): string {
  return codeUnder(meetingKey(meeting_id), step)
}

function meetingKey(meeting_id: string): Buffer {
  return createHmac('sha256', keyOf('check-in code')).update(meeting_id).digest()
}

function codeUnder(key: Buffer, step: number): string {
  const digest = createHmac('sha256', key).update(String(step)).digest()
  let number = digest.readBigUInt64BE()
  let code = ''
  const base = BigInt(codeAlphabet.length)
  for (let index = 0; index < codeLength; index++) {
    code += codeAlphabet[Number(number % base)]
    number /= base
  }
  return code
}

/** The scan that a code is, in its own step or the one after; `late` if it is older, `wrong` if it is none. */
export function scanOf(meeting_id: string, typed: string, moment: string): Scan | 'late' | 'wrong' {
  const key = meetingKey(meeting_id)
  const given = Buffer.from(plainCode(typed))
  const isCodeOf = (step: number) => {
    const code = Buffer.from(codeUnder(key, step))
    return given.length === code.length && timingSafeEqual(given, code)
  }
  const present = stepOf(moment)
  for (const step of [present, present - 1]) if (isCodeOf(step)) return { step, at: moment }
  for (let ago = 2; ago <= rememberedSteps; ago++) if (isCodeOf(present - ago)) return 'late'
  return 'wrong'
}

/** The account of whoever gives a code, or where it comes from if nobody is signed in: an office is one address. */
export type Giver = { accountId: string } | { address: string }

/**
 * The scan of a code that somebody typed. Refuses one that is late or wrong (invalid), and after too many of them
 * whatever an account types for some minutes (too_many).
 */
export async function scanTyped(
  db: Db,
  accountId: string,
  typed: { meeting_id: string; code: string; moment: string },
): Promise<Scan> {
  const scan = await scanGiven(db, { accountId }, typed)
  if (typeof scan === 'object') return scan
  throw new AppError('invalid', scan === 'late' ? m.checkin_code_late() : m.checkin_code_wrong(), 'code')
}

/**
 * The scan that a code is, as scanOf says it. A wrong one counts; after too many of them no code is taken from the giver for
 * some minutes (too_many). A late one was on the screen: it is no guess.
 */
export async function scanGiven(
  db: Db,
  giver: Giver,
  { meeting_id, code, moment }: { meeting_id: string; code: string; moment: string },
): Promise<Scan | 'late' | 'wrong'> {
  const attempt =
    'accountId' in giver
      ? { account: giver.accountId, address: null, accountId: giver.accountId }
      : { account: null, address: giver.address }
  const scan = scanOf(meeting_id, code, moment)
  // Nothing is written for a right code, of which many come at once. It is read in no time: of guesses sent at once, those that
  // come after the tenth is counted are refused, the right one too.
  if (scan === 'wrong') await countFailure(db, 'check-in', attempt)
  else await refuseTooMany(db, 'check-in', attempt)
  return scan
}

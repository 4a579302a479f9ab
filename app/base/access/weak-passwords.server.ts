// SPDX-License-Identifier: AGPL-3.0-or-later
import { env } from '#base/env.server.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { Db } from '#db/connect.server.ts'
import { italianPasswords } from './italian-passwords.ts'
import { weaknessOf, wordsOf } from './weak-password.ts'

/**
 * Refuses, at the field `password`, one that somebody chooses and others would guess: a common one, or their own name or
 * address, or the name of the program, the installation or its projects. Passwords already chosen go on working.
 */
export async function refuseWeakPassword(
  db: Db,
  password: string,
  { name, email }: { name: string; email: string },
): Promise<void> {
  const projects = await db.selectFrom('project').select(['slug', 'acronym']).limit(200).execute()
  const [local = '', domain = ''] = email.split('@')
  const own = [name, local, 'presente', ...projects.flatMap(({ slug, acronym }) => [slug, acronym])]
  const hosts = [domain, new URL(env().APP_URL).hostname]
  const words = [...own.flatMap((text) => wordsOf(text)), ...hosts.flatMap((text) => wordsOf(text, 4))]
  const known = await knownPasswords()
  const weakness = weaknessOf(password, (word) => known.has(word), words)
  if (weakness === 'common') throw new AppError('invalid', m.access_password_common(), 'password')
  if (weakness === 'personal') throw new AppError('invalid', m.access_password_personal(), 'password')
}

let kept: Promise<Set<string>> | undefined

/** Loaded when the first password is chosen: five megabytes that most workers never need. */
async function knownPasswords(): Promise<Set<string>> {
  kept ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set([...dictionary['passwords-common'], ...italianPasswords]),
  )
  return await kept
}

// SPDX-License-Identifier: AGPL-3.0-or-later
// What somebody sent while it could not be taken: given back to them, to be sent again with one press.
import { formLimit, mostRollFields } from './body-limit.ts'
import { formRead, readForm } from './form.server.ts'
import type { Unsent } from './unsent.ts'

/** Names (their last part) of what is never written into a page: whoever comes to the screen next could read it. */
const secret = /^(current|repeated|otp)$|password|passphrase|secret|token/i

/** Where a field called "code" is one that opens something; elsewhere it is that of an edition or a project. */
const secretCode = /^\/(check-in|setup)(\/|$)/

/**
 * The fields of a request's form, read by an action or not yet: of every form without a file, a whole roll too. `null` when they
 * are more than any such form may send.
 */
export async function unsentOf(request: Request): Promise<Unsent> {
  const form = formRead(request) ?? (await rest(request))
  if (!form) return { fields: null, left: false }
  const hasCode = secretCode.test(new URL(request.url).pathname)
  const isSecret = (name: string) => secret.test(name) || (hasCode && name === 'code')
  const entries = [...form]
  const kept = entries.filter(
    (entry): entry is [string, string] =>
      typeof entry[1] === 'string' && !isSecret(entry[0].split(/[.[\]]+/).findLast(Boolean) ?? ''),
  )
  const bytes = kept.reduce((total, [name, value]) => total + name.length + value.length, 0)
  if (bytes > formLimit) return { fields: null, left: false }
  return { fields: kept, left: kept.length < entries.length }
}

/** A form that nobody has read. One too large is read to its end all the same: a browser listens only then. */
async function rest(request: Request): Promise<FormData | null> {
  if (request.bodyUsed || !request.body) return null
  if (Number(request.headers.get('Content-Length') ?? 0) <= formLimit) {
    return await readForm(request, mostRollFields).catch(() => null)
  }
  const reader = request.body.getReader()
  while (!(await reader.read()).done);
  return null
}

// SPDX-License-Identifier: AGPL-3.0-or-later
// A sentence for the next page: set with a redirect, shown once by the root.
import { createCookie, redirect } from '@remix-run/node'
import { env } from '#base/env.server.ts'

export type Flash = { tone: 'success' | 'warning' | 'danger' | 'info'; text: string }

const cookie = createCookie('flash', { httpOnly: true, sameSite: 'lax', path: '/', maxAge: 60 })

/** Redirects to a path of this site and says what was done there. */
export async function redirectWith(
  path: string,
  text: string,
  tone: Flash['tone'] = 'success',
  headers = new Headers(),
) {
  headers.append('Set-Cookie', await serialize({ tone, text }))
  return redirect(path, { headers })
}

/** The sentence a request brings, and the Set-Cookie value that forgets it. */
export async function takeFlash(request: Request): Promise<{ flash: Flash | null; clear: string | null }> {
  const header = request.headers.get('Cookie')
  if (!header?.includes('flash=')) return { flash: null, clear: null }
  const flash: unknown = await cookie.parse(header).catch(() => null)
  return { flash: isFlash(flash) ? flash : null, clear: await cookie.serialize('', { maxAge: 0 }) }
}

// A browser refuses cookies over 4,096 bytes.
function serialize({ tone, text }: Flash): Promise<string> {
  return cookie.serialize({ tone, text: text.slice(0, 1000) }, { secure: env().APP_URL.startsWith('https:') })
}

function isFlash(value: unknown): value is Flash {
  return (
    typeof value === 'object' &&
    value !== null &&
    'tone' in value &&
    'text' in value &&
    typeof value.text === 'string'
  )
}

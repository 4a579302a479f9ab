// SPDX-License-Identifier: AGPL-3.0-or-later
import { env } from '#base/env.server.ts'
import type { Locale } from '#base/i18n/locale.ts'

/** The Set-Cookie value that makes a browser's pages come in a language, for a year. */
export function languageCookie(language: Locale): string {
  const secure = env().APP_URL.startsWith('https:') ? '; Secure' : ''
  return `language=${language}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax${secure}`
}

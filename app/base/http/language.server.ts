// SPDX-License-Identifier: AGPL-3.0-or-later
import { env } from '#base/env.server.ts'
import { isLocale, type Locale } from '#base/i18n/locale.ts'

/** The Set-Cookie value that makes a browser's pages come in a language, for a year. */
export function languageCookie(language: Locale): string {
  return cookie('language', language, 31_536_000)
}

/** The Set-Cookie value by which a language chosen while nobody is signed in is kept through the sign-in, for a day. */
export function choiceCookie(language: Locale): string {
  return cookie('language_chosen', language, 86_400)
}

/** The Set-Cookie value that forgets it. */
export function noChoiceCookie(): string {
  return cookie('language_chosen', '', 0)
}

/** What a browser chose while nobody was signed in; null: nothing. */
export function chosenLanguage(cookieHeader: string | null): Locale | null {
  const chosen = /(?:^|; )language_chosen=(\w+)/.exec(cookieHeader ?? '')?.[1]
  return isLocale(chosen) ? chosen : null
}

function cookie(name: string, value: string, seconds: number): string {
  const secure = env().APP_URL.startsWith('https:') ? '; Secure' : ''
  return `${name}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`
}

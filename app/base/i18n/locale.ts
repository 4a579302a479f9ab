// SPDX-License-Identifier: AGPL-3.0-or-later

export const locales = ['it', 'en'] as const
export type Locale = (typeof locales)[number]

export function isLocale(value: unknown): value is Locale {
  return locales.some((locale) => locale === value)
}

/** The language asked for: the `language` cookie, else the browser's preference, else Italian. */
export function localeOf(cookie: string | undefined, acceptLanguage: string | undefined): Locale {
  const chosen = /(?:^|;\s*)language=(it|en)(?:;|$)/.exec(cookie ?? '')?.[1]
  if (isLocale(chosen)) return chosen
  const first = (acceptLanguage ?? '')
    .split(',')
    .map((part) => part.trim().slice(0, 2).toLowerCase())
    .find(isLocale)
  return first ?? 'it'
}

// SPDX-License-Identifier: AGPL-3.0-or-later
// The language of the request under way. Messages read it without being passed it.
import { AsyncLocalStorage } from 'node:async_hooks'
import { overwriteGetLocale } from '#base/i18n/paraglide/runtime.js'
import type { Locale } from './locale.ts'

const current = new AsyncLocalStorage<Locale>()

overwriteGetLocale(() => locale())

export function locale(): Locale {
  return current.getStore() ?? 'it'
}

/** Runs `work` in a language: a request, a mail to one person. */
export function inLocale<T>(language: Locale, work: () => T): T {
  return current.run(language, work)
}

// SPDX-License-Identifier: AGPL-3.0-or-later
// Reached only on pages with `handle = { hydrate: true }`.
import { RemixBrowser } from '@remix-run/react'
import { StrictMode, startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { isLocale } from '#base/i18n/locale.ts'
import { overwriteGetLocale } from '#base/i18n/paraglide/runtime.js'

const { lang } = document.documentElement
overwriteGetLocale(() => (isLocale(lang) ? lang : 'it'))

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <RemixBrowser />
    </StrictMode>,
  )
})

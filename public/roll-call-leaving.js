// SPDX-License-Identifier: AGPL-3.0-or-later
// A link that leads out of the roll call saves first, so that the page it leads to shows what was just said.
import { form } from './roll-call-rows.js'

/** No longer than a person waits: what is not saved by then is kept on the device. */
const patience = 3000

export function leaveSaved(flush, unsavedCount) {
  if (form.dataset.signed !== undefined) return
  document.querySelector('main').addEventListener('click', async (event) => {
    const link = event.target.closest('a[href]')
    const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey
    if (!link || !isPlain || event.defaultPrevented || unsavedCount() === 0) return
    const { origin, pathname } = new URL(link.href)
    if (origin !== location.origin || pathname === location.pathname) return
    event.preventDefault()
    await Promise.race([flush(), new Promise((resolve) => setTimeout(resolve, patience))])
    location.assign(link.href)
  })
}

// SPDX-License-Identifier: AGPL-3.0-or-later
// Registers a scan by itself; the page's button does the same (app/check-in/check-in-forms.tsx).

// The code has done its work: a page kept or sent on has none.
if (location.search) history.replaceState(null, '', location.pathname)

const form = document.querySelector('form[data-check-in="true"]')
if (form) register()

async function register() {
  const said = form.querySelector('[data-sending]')
  said.textContent = said.dataset.sending
  try {
    const answer = await fetch(form.dataset.scan, { method: 'POST', redirect: 'error' })
    const { outcome } = answer.ok ? await answer.json() : {}
    if (outcome !== 'entry' && outcome !== 'exit') return form.submit()
    const done = document.createElement('div')
    done.setAttribute('role', 'status')
    form.replaceWith(done)
    done.append(form.querySelector('template').content)
  } catch {
    // The form itself says what happened, and the button is still there to try again.
    said.textContent = ''
    if (navigator.onLine) form.submit()
  }
}

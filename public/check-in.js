// SPDX-License-Identifier: AGPL-3.0-or-later
// Registers a scan by itself; the page's button does the same (app/check-in/check-in-forms.tsx).

const form = document.querySelector('form[data-check-in="true"]')
if (form) {
  const said = form.querySelector('[data-sending]')
  said.textContent = said.dataset.sending
  form.requestSubmit()
}

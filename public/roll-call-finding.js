// SPDX-License-Identifier: AGPL-3.0-or-later
// Finding somebody in the roll call by some letters of the name or of the organisation.
import { form, rows } from './roll-call-rows.js'

/** Absent from a locked register, which has nothing to be found for. */
export const find = form.querySelector('[data-roll-find]')

const plain = (text) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
const names = new Map(rows.map((row) => [row, plain(row.element.querySelector('legend').textContent)]))

for (const part of form.querySelectorAll('[data-roll-script]')) part.hidden = false
find?.addEventListener('input', () => {
  const parts = plain(find.value).split(/\s+/)
  for (const row of rows) row.element.hidden = !parts.every((part) => names.get(row).includes(part))
})

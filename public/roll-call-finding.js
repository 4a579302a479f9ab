// SPDX-License-Identifier: AGPL-3.0-or-later
// Finding people in the roll call: by some letters of the name or of the organisation, and by what is said of them.
import { form, rows } from './roll-call-rows.js'

/** Absent from a locked register, which has nothing to be found for. */
export const find = form.querySelector('[data-roll-find]')

const nobody = form.querySelector('[data-roll-nobody]')
const add = form.querySelector('[data-roll-add]')
const figures = [...form.querySelectorAll('[data-roll-show]')]
let shown = figures.find((one) => one.getAttribute('aria-pressed') === 'true')?.dataset.rollShow ?? ''

const plain = (text) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
const names = new Map(rows.map((row) => [row, plain(row.element.querySelector('legend').textContent)]))

/** The same rule as that of the page (app/record/roll-call/fields.ts). */
export function isOfGroup(group, row) {
  const { status, in: arrived } = row.values()
  if (group === 'unmarked') return status === ''
  const came = arrived || row.element.dataset.first || ''
  if (group === 'late') return status === 'present' && came > form.dataset.lateFrom
  if (group === 'doubtful') return row.element.dataset.held !== undefined && status === ''
  return status === group
}

/** Who is looked for stays in sight while they are marked: a group is looked through anew only when it is asked for. */
function look() {
  const parts = plain(find?.value ?? '').split(/\s+/)
  let some = false
  for (const row of rows) {
    const isNamed = parts.every((part) => names.get(row).includes(part))
    const isShown = isNamed && (shown === '' || row.apart || isOfGroup(shown, row))
    row.element.hidden = !isShown
    some ||= isShown && !row.apart
  }
  nobody.hidden = some
  if (!add) return
  const name = find.value.trim()
  add.hidden = name === ''
  add.search = new URLSearchParams({ name })
}

for (const part of form.querySelectorAll('[data-roll-script]')) part.hidden = false
find?.addEventListener('input', look)
for (const figure of figures) {
  figure.addEventListener('click', (event) => {
    event.preventDefault()
    const group = figure.dataset.rollShow
    shown = shown === group ? '' : group
    for (const other of figures) other.setAttribute('aria-pressed', other.dataset.rollShow === shown)
    look()
  })
}

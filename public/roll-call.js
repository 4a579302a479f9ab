// SPDX-License-Identifier: AGPL-3.0-or-later
// Makes the roll call quicker; the page is a plain form that works without it (app/attendance/roll-call-form.tsx).

const form = document.querySelector('form.roll')
const rows = [...form.querySelectorAll('.roll-row')]
const statuses = ['present', 'absent', 'excused']
const radioOf = (row, status) => row.querySelector(`input[type=radio][value=${status}]`)
const statusOf = (row) => row.querySelector('input[type=radio]:checked')?.value ?? 'unmarked'

// Running totals

function showTotals() {
  const totals = { present: 0, absent: 0, excused: 0, unmarked: 0 }
  for (const row of rows) totals[statusOf(row)] += 1
  for (const cell of form.querySelectorAll('[data-roll-total]'))
    cell.textContent = totals[cell.dataset.rollTotal]
}

// What is not saved yet

const unsaved = form.querySelector('[data-roll-unsaved]')
// A page that came back with what was typed is not saved either.
let dirty = document.querySelector('.form-errors') !== null
let sending = false

function touch() {
  dirty = true
  unsaved.textContent = unsaved.dataset.text
  showTotals()
}

form.addEventListener('input', (event) => {
  // Who types a time means that the person is there.
  const row = event.target.closest('.roll-row')
  if (row && event.target.type === 'time' && event.target.value && statusOf(row) === 'unmarked') {
    radioOf(row, 'present').checked = true
  }
  if (event.target.name) touch()
})
form.addEventListener('submit', () => {
  sending = true
})
addEventListener('pageshow', () => {
  sending = false
  showTotals()
})
addEventListener('beforeunload', (event) => {
  if (dirty && !sending) event.preventDefault()
})

// Everybody present, at once

form.querySelector('button[value=all_present]').addEventListener('click', (event) => {
  event.preventDefault()
  for (const row of rows) if (statusOf(row) === 'unmarked') radioOf(row, 'present').checked = true
  touch()
})

// Finding somebody

const plain = (text) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
const names = new Map(rows.map((row) => [row, plain(row.querySelector('legend').textContent)]))
const find = form.querySelector('[data-roll-find]')

for (const part of form.querySelectorAll('[data-roll-script]')) part.hidden = false
find.addEventListener('input', () => {
  const words = plain(find.value).split(/\s+/)
  for (const row of rows) row.hidden = !words.every((word) => names.get(row).includes(word))
})
find.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter') return
  event.preventDefault()
  const first = rows.find((row) => !row.hidden)
  if (first) focusOn(first)
})

// From the keyboard: a letter marks the row and goes to the next one

const keys = form.querySelector('[data-roll-keys]').dataset.rollKeys

function focusOn(row) {
  const target = row.querySelector('input[type=radio]:checked') ?? radioOf(row, 'present')
  target.focus()
}

form.addEventListener('keydown', (event) => {
  if (event.target.type !== 'radio' || event.ctrlKey || event.metaKey || event.altKey) return
  const at = keys.indexOf(event.key.toLowerCase())
  if (at < 0 || event.key.length !== 1) return
  event.preventDefault()
  const row = event.target.closest('.roll-row')
  radioOf(row, statuses[at]).checked = true
  touch()
  const next = rows.slice(rows.indexOf(row) + 1).find((other) => !other.hidden)
  if (next) focusOn(next)
})

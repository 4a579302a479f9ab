// SPDX-License-Identifier: AGPL-3.0-or-later
// Each list is one stop of the Tab key, which leads to the row that was last used: the people of the list, who came without being on
// it, who teaches; then the topic. Arrows lead from person to person; left and right choose what is said of one.
import { form, rowAt, rows } from './roll-call-rows.js'

const stops = 'input:not([type=hidden]), summary, button, a'
const listOf = (row) => row.element.parentElement

function setStop(row, isStop) {
  for (const part of row.element.querySelectorAll(stops)) part.tabIndex = isStop ? 0 : -1
}

const current = new Map()
for (const row of rows) {
  if (!current.has(listOf(row))) current.set(listOf(row), row)
  setStop(row, current.get(listOf(row)) === row)
}

function stopAt(row) {
  const before = current.get(listOf(row))
  if (row === before) return
  setStop(before, false)
  current.set(listOf(row), row)
  setStop(row, true)
}

form.addEventListener('focusin', ({ target }) => {
  const at = rowAt(target)
  if (at) return stopAt(at)
  // Whoever was looked for and is not in sight any more is no place to begin at.
  for (const [list, row] of current) {
    const first = row.element.hidden && rows.find((other) => listOf(other) === list && !other.element.hidden)
    if (first) stopAt(first)
  }
})

/** Goes to the person before or after, as an arrow says; whether the key is one of them. */
export function move(row, key) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[key]
  if (!step) return false
  for (let at = rows.indexOf(row) + step; rows[at]; at += step) {
    if (rows[at].element.hidden) continue
    rows[at].focus()
    break
  }
  return true
}

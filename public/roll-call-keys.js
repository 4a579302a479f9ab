// SPDX-License-Identifier: AGPL-3.0-or-later
// The list is one stop of the Tab key: it leads to the row that was last used, and from there on to the topic. Arrows lead from
// person to person; left and right choose what is said of one.
import { form, rowAt, rows } from './roll-call-rows.js'

const stops = 'input:not([type=hidden]), summary, button, a'

function setStop(row, isStop) {
  for (const part of row.element.querySelectorAll(stops)) part.tabIndex = isStop ? 0 : -1
}

let current = rows[0]
for (const row of rows) setStop(row, row === current)

function stopAt(row) {
  if (row === current) return
  setStop(current, false)
  current = row
  setStop(current, true)
}

form.addEventListener('focusin', ({ target }) => {
  const row = rowAt(target)
  if (row) stopAt(row)
  // Whoever was looked for and is not in sight any more is no place to begin at.
  else if (current.element.hidden) stopAt(rows.find(({ element }) => !element.hidden) ?? current)
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

// SPDX-License-Identifier: AGPL-3.0-or-later
// Makes the roll call quicker; the page is a plain form that works without it (app/record/roll-call/roll-call-form.tsx).
import { find, isOfGroup } from './roll-call-finding.js'
import { keeps, kept, showLost } from './roll-call-keeping.js'
import { move } from './roll-call-keys.js'
import { leaveSaved } from './roll-call-leaving.js'
import { form, lookOf, rowAt, rows, words } from './roll-call-rows.js'

const radioOf = (row, status) => row.radios.find((radio) => radio.value === status)
const statusOf = (row) => row.values().status

if (form.dataset.locked) showLost(Object.values(kept().marks))
else await start()

async function start() {
  const { changed, flush, restore, unsavedCount } = await import('./roll-call-saving.js')

  // Running totals: the people of the list, not who teaches or came without being on it

  function showTotals() {
    for (const cell of form.querySelectorAll('[data-roll-total]')) {
      const group = cell.dataset.rollTotal
      cell.textContent = rows.filter((row) => !row.apart && isOfGroup(group, row)).length
    }
  }

  // The last changes, and undoing them

  const undo = form.querySelector('[data-roll-undo]')
  const changes = []

  function note(some, label, wait) {
    // The mark that was recorded of it, if that is what it showed.
    const items = some.map((row) => {
      const before = row.look
      return { row, before, mark: row.isSaved(before.values) ? row.base : '' }
    })
    const [top] = changes.slice(-1)
    // A time typed figure by figure is one change.
    const goesOn = top?.label === label && some.length === 1 && top.items[0].row === some[0]
    if (!goesOn) changes.push({ label, items })
    for (const row of some) row.look = lookOf(row)
    changed(some, wait)
    showUndo()
  }

  function showUndo() {
    const [top] = changes.slice(-1)
    undo.disabled = !top
    undo.querySelector('span').textContent = top ? `: ${top.label}` : ''
    showTotals()
  }

  undo.addEventListener('click', () => {
    const change = changes.pop()
    if (!change) return
    const back = change.items
    for (const { row, before, mark } of back) {
      row.set(before.values)
      const again = mark && row.base !== mark
      Object.assign(row, { first: before.first && row.base === '', like: again ? mark : '' })
    }
    for (const { row } of back) row.look = lookOf(row)
    changed(back.map(({ row }) => row))
    showUndo()
    if (change.items.length === 1) change.items[0].row.focus()
  })

  // What is tapped and typed

  function choose(row, status) {
    radioOf(row, status).checked = true
    Object.assign(row, { first: false, like: '' })
    note([row], `${row.name}, ${words[`status_${status}`]}`)
  }

  form.addEventListener('input', ({ target }) => {
    const row = rowAt(target)
    if (!row) return
    if (target.type === 'radio') return choose(row, target.value)
    row.showSpan()
    // Who types a time means that the person is there.
    if (target.value && statusOf(row) === '' && row.radios.length > 0) radioOf(row, 'present').checked = true
    Object.assign(row, { first: false, like: '' })
    note([row], `${row.name}, ${words.times}`)
  })

  // One word about everybody whom nobody has marked, but whom better evidence speaks of (roll-call.ts, speaksOf).
  for (const [value, status] of [
    ['all_present', 'present'],
    ['all_absent', 'absent'],
  ]) {
    form.querySelector(`button[value=${value}]`).addEventListener('click', (event) => {
      event.preventDefault()
      const isSpokenOf = ({ element: { dataset } }) =>
        dataset.held === undefined || (dataset.held === 'unseen' && status === 'absent')
      const some = rows.filter((row) => row.radios.length > 0 && statusOf(row) === '' && isSpokenOf(row))
      for (const row of some) {
        radioOf(row, status).checked = true
        row.first = true
      }
      // Long enough to think again.
      if (some.length > 0) note(some, words[value], 5000)
    })
  }

  form.addEventListener('submit', (event) => {
    if (form.dataset.signed) return
    event.preventDefault()
    flush()
  })

  // Arrives and leaves now

  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: form.dataset.zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const isRunning = () => {
    const now = new Date().toISOString()
    return now >= form.dataset.from && now <= form.dataset.to
  }

  function timeNow(row, key) {
    const input = row.element.querySelector(`input[name$=".${key}"]`)
    if (!isRunning()) return row.tell(words.not_now)
    const time = clock.format(new Date())
    const { status, out } = row.values()
    const left = row.group === 'marks' && status === 'present' && out !== '' && row.again === ''
    // Whoever left and arrives now has come back; whoever has come back leaves what is open.
    if (key === 'in' && left) row.again = time
    else if (row.several || row.again) {
      if (key === 'in') return row.focus()
      row.until = time
    } else if (!input) return row.focus()
    else {
      if (row.radios.length > 0) radioOf(row, 'present').checked = true
      input.value = time
      row.showSpan()
    }
    Object.assign(row, { first: false, like: '' })
    note([row], `${row.name}, ${words[`now_${key}`]}`)
  }

  for (const row of rows) {
    const times = row.times ?? row.element.querySelector('.roll-several')
    const box = document.createElement('div')
    box.className = 'roll-now'
    for (const key of ['in', 'out']) {
      const button = document.createElement('button')
      button.type = 'button'
      button.textContent = words[`now_${key}`]
      button.addEventListener('click', () => timeNow(row, key))
      box.append(button)
    }
    times.after(box)
  }
  const showRunning = () => form.classList.toggle('roll-running', isRunning())
  showRunning()
  setInterval(showRunning, 30_000)

  // From the keyboard: a letter marks the row and goes to the next one

  const [present, absent, excused, arrives, leaves] = words.keys
  const byKey = { [present]: 'present', [absent]: 'absent', [excused]: 'excused' }

  form.addEventListener('keydown', (event) => {
    const { target, key } = event
    const letter = key.toLowerCase()
    const typing = target.matches('input:not([type=radio]), textarea')
    if ((event.ctrlKey || event.metaKey) && letter === 'z' && !typing) {
      event.preventDefault()
      return undo.click()
    }
    if (target === find && key === 'Enter') {
      event.preventDefault()
      return rows.find((row) => !row.element.hidden)?.focus()
    }
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return
    if (key === '/') {
      event.preventDefault()
      find.value = ''
      find.dispatchEvent(new Event('input'))
      return find.focus()
    }
    const row = rowAt(target)
    if (!row || !target.matches('input[type=radio], button, summary')) return
    if (move(row, key)) event.preventDefault()
    else if (letter === arrives) timeNow(row, 'in')
    else if (letter === leaves) timeNow(row, 'out')
    else if (byKey[letter] && row.radios.length > 0) {
      event.preventDefault()
      choose(row, byKey[letter])
      move(row, 'ArrowDown')
    }
  })

  // Coming and going

  leaveSaved(flush, unsavedCount)
  const lost = restore()
  showLost(lost)
  for (const row of rows) row.look = lookOf(row)
  showUndo()
  addEventListener('pageshow', showTotals)
  addEventListener('beforeunload', (event) => {
    if (!keeps && !form.dataset.signed && unsavedCount() > 0) event.preventDefault()
  })
}

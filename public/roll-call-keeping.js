// SPDX-License-Identifier: AGPL-3.0-or-later
// What the roll call has not saved yet, on this device, by meeting and account.
import { form, words } from './roll-call-rows.js'

const key = `presente:roll:${form.dataset.save}:${form.dataset.account}`
const nothing = { marks: {}, topic: null }

/** Whether the device keeps things: some browsers refuse in private windows. */
export let keeps = true

export function keep(some, topic) {
  if (some.length === 0 && topic === null) return forget()
  const marks = Object.fromEntries(
    some.map(({ id, name, base, like, first, said, values }) => [
      id,
      { name, base, like, first, said, values: values() },
    ]),
  )
  try {
    localStorage.setItem(key, JSON.stringify({ marks, topic }))
    keeps = true
  } catch {
    keeps = false
  }
}

export function kept() {
  try {
    return { ...nothing, ...JSON.parse(localStorage.getItem(key) ?? '{}') }
  } catch {
    return nothing
  }
}

export function forget() {
  try {
    localStorage.removeItem(key)
  } catch {
    // Nothing was kept.
  }
}

/** Says what was kept and cannot be saved any more: the register was locked, or somebody left the list. */
export function showLost(entries) {
  if (entries.length === 0) return
  const box = document.createElement('div')
  box.className = 'notice notice-warning'
  box.setAttribute('role', 'alert')
  const body = document.createElement('div')
  body.className = 'notice-body'
  const title = document.createElement('p')
  title.className = 'notice-title'
  title.textContent = words.lost
  const list = document.createElement('ul')
  for (const { name, values } of entries) {
    const item = document.createElement('li')
    const said = [words[`status_${values.status}`], values.in, values.out].filter(Boolean).join(', ')
    item.textContent = `${name}: ${said}`
    list.append(item)
  }
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'btn btn-outline-primary'
  button.textContent = words.discard
  button.addEventListener('click', () => {
    forget()
    box.remove()
  })
  body.append(title, list, button)
  box.append(body)
  form.before(box)
}

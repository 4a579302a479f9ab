// SPDX-License-Identifier: AGPL-3.0-or-later
// What this device keeps, what waits and what was refused (app/record/teaching/show-device.route.tsx).
import { ask, counted, say, timeOf, words } from './device.js'

const query = new URLSearchParams(location.search)
const part = (name) => document.querySelector(`[data-device-${name}]`)
const meetings = [...document.querySelectorAll('[data-device-meeting]')]

function button(text, act) {
  const one = document.createElement('button')
  one.type = 'button'
  one.className = 'btn btn-outline-primary'
  one.textContent = text
  one.addEventListener('click', act)
  return one
}

function paragraph(text) {
  const one = document.createElement('p')
  one.textContent = text
  return one
}

/** What a person typed or chose: not what the page itself sends with it. */
function typedIn({ fields }) {
  const own =
    /(^|\.)(nonce|id|base|like|given|at|first|again|until|there)$|^(account|since|sent_at|intent|notice|source|topic_seen)/
  const said = fields.filter(([name, value]) => value.trim() && !own.test(name))
  return [...new Set(said.map(([, value]) => words.statuses[value] ?? value))].join(', ')
}

function entryOf(form) {
  const item = document.createElement('li')
  const head = document.createElement('p')
  const name = document.createElement('strong')
  name.textContent = form.title || words.roll
  head.append(name, ' · ', words.at.replace('#', timeOf(form.at)))
  item.append(head, paragraph(typedIn(form)))
  for (const message of form.refused ?? []) item.append(paragraph(message))
  if (form.file) item.append(paragraph(words.file_lost.replace('#', form.file)))
  const actions = document.createElement('div')
  actions.className = 'actions'
  const link = document.createElement('a')
  link.href = form.path.replace(/\/save$/, '')
  link.className = 'btn btn-outline-primary'
  link.textContent = words.open
  actions.append(link)
  actions.append(
    button(words.remove, async () => {
      await ask('remove', { id: form.id })
      await show()
    }),
  )
  item.append(actions)
  return item
}

function fill(box, forms) {
  if (forms.length === 0) return box.replaceChildren(paragraph(words.none_waiting))
  const list = document.createElement('ul')
  list.append(...forms.map(entryOf))
  box.replaceChildren(list)
}

async function show() {
  const state = await ask('state')
  // The worker is going, as with whoever signs out: what is shown stays until the next page.
  if (!state?.forms) return
  const { forms, pages } = state
  fill(
    part('waiting'),
    forms.filter(({ state }) => state === 'waiting'),
  )
  fill(
    part('refused'),
    forms.filter(({ state }) => state === 'refused'),
  )
  for (const element of meetings) {
    const n = pages.filter(({ meeting }) => meeting === element.dataset.deviceMeeting).length
    element.querySelector('[data-device-state]').textContent = n ? counted(words.pages, n) : words.none_kept
  }
  part('empty').hidden = pages.length + forms.length === 0
}

/** Which meeting is being taken; what is told of it after its end comes late. */
let taking = null

async function take(element) {
  taking = element
  const press = element.querySelector('[data-device-take]')
  press.disabled = true
  const told = part('taking')
  told.textContent = words.taking.replace('#', '0')
  const answer = await ask('take', { meeting: element.dataset.deviceMeeting })
  taking = null
  const isWhole = answer?.taken !== undefined && answer.taken === answer.of
  told.textContent = isWhole ? words.taken.replace('#', answer.taken) : words.taking_failed
  told.dataset.bytes = answer?.bytes ?? 0
  press.disabled = false
  await show()
}

/** Why a person was led here. */
async function sayWhy(why) {
  if (why === 'kept') say('why', 'success', words.kept_now)
  if (why === 'missing') say('why', 'warning', words.missing)
  if (why === 'closing') say('why', 'warning', words.closing)
  if (why !== 'leaving') return
  const forms = (await ask('state'))?.forms ?? []
  const n = forms.filter(({ state }) => state === 'waiting').length
  const body = say('why', 'warning', counted(words.leaving, n))
  const form = document.createElement('form')
  form.method = 'post'
  form.action = '/sign-out?anyway'
  const leave = button(words.leave, () => {})
  leave.type = 'submit'
  form.append(leave)
  body.append(form)
}

if (!navigator.serviceWorker) say('why', 'warning', words.not_here)
else {
  navigator.serviceWorker.addEventListener('message', ({ data }) => {
    if (data.taking !== undefined && !taking) return
    if (data.taking !== undefined) part('taking').textContent = words.taking.replace('#', data.taking)
    else show()
  })
  part('empty').addEventListener('click', async () => {
    await ask('empty')
    await show()
  })
  for (const element of meetings) {
    const press = element.querySelector('[data-device-take]')
    press.hidden = false
    press.addEventListener('click', () => take(element))
  }
  await show()
  await sayWhy(query.get('why'))
  const asked = meetings.find(({ dataset }) => dataset.deviceMeeting === query.get('take'))
  if (asked) await take(asked)
}

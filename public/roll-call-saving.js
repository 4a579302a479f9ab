// SPDX-License-Identifier: AGPL-3.0-or-later
// Saves the roll call as it goes. What is not saved yet is kept on this device, by meeting and account, and sent again by
// itself when the network is back or at the next visit (app/attendance/roll-saving.server.ts answers).
import { forget, keep, kept } from './roll-call-keeping.js'
import { bodyOf, post } from './roll-call-posting.js'
import { form, rows, words } from './roll-call-rows.js'

const status = form.querySelector('[data-roll-status]')
const reasonBox = form.querySelector('[data-roll-reason]')
const reason = form.elements.namedItem('reason')
const topic = form.elements.namedItem('topic')
const topicSeen = form.elements.namedItem('topic_seen')
let since = form.dataset.since
let sending = false
let timer = 0
let delay = 0
let savedOnce = false
/** The page of the register is closed: what changes is kept here, and signed with the form sent whole. */
const signed = form.dataset.signed !== undefined
/** Why nothing is sent now: offline or busy (tried again by itself), signed_out, refused (with the server's words). */
let trouble = null
const passes = () => trouble?.kind === 'offline' || trouble?.kind === 'busy'
let topicRefused = ''

const topicDirty = () => topic.value !== topicSeen.value
const dirtyRows = () => rows.filter((row) => row.isDirty() && row.isSaid())

/** After a change: keeps it on the device at once and sends it soon. */
export function changed(some, wait = 1200) {
  for (const row of some) {
    Object.assign(row, { blocked: '', tries: 0 })
    row.say(row.isDirty() ? 'unsaved' : '')
  }
  keepAll()
  show()
  if (!trouble || passes()) schedule(wait)
}

/** Sends now, whatever was refused before. */
export async function flush() {
  trouble = null
  topicRefused = ''
  for (const row of rows) row.blocked = ''
  await send()
  const wrong = rows.find((row) => row.blocked === 'wrong')
  if (wrong) wrong.focus()
  else if (rows.some((row) => row.blocked === 'reason') || topicRefused) reason.focus()
}

export const unsavedCount = () => dirtyRows().length + (topicDirty() ? 1 : 0)

function schedule(wait) {
  clearTimeout(timer)
  if (!signed) timer = setTimeout(send, wait)
}

function keepAll() {
  keep(dirtyRows(), topicDirty() ? topic.value : null)
}

function show() {
  const n = unsavedCount()
  const fill = ([one, several]) => (n === 1 ? one : several.replace('#', n))
  let text = ''
  if (n === 0) text = savedOnce ? words.all_saved : ''
  else if (signed) text = fill(words.to_sign)
  else if (trouble?.kind === 'signed_out') text = fill(words.signed_out)
  else if (trouble?.kind === 'refused') text = `${trouble.message} ${fill(words.kept)}`
  else if (trouble) text = fill(words[trouble.kind])
  else if (sending) text = words.saving_all
  else if (rows.some((row) => row.blocked === 'reason') || topicRefused) text = words.reason
  else if (rows.some((row) => row.blocked)) text = fill(words.some_wrong)
  else text = fill(words.to_save)
  if (status.firstChild?.textContent === text) return
  status.textContent = text
  form.dataset.saving = n === 0 ? 'done' : trouble ? 'trouble' : 'under_way'
  if (n === 0) return
  // The fields are at the foot of a long page.
  if (signed) status.replaceChildren(linkTo(`#${reason.id}`, text))
  else if (trouble?.kind === 'signed_out') {
    status.append(' ', linkTo(`/sign-in?to=${encodeURIComponent(location.pathname)}`, words.sign_in))
  }
}

function linkTo(href, text) {
  const link = document.createElement('a')
  link.href = href
  link.textContent = text
  return link
}

async function send() {
  clearTimeout(timer)
  if (sending || signed) return
  // A large roll goes in parts.
  const batch = dirtyRows()
    .filter((row) => !row.blocked)
    .slice(0, 200)
  const withTopic = topicDirty() && !topicRefused
  if (batch.length === 0 && !withTopic) return show()
  const written = withTopic ? { topic: topic.value, topic_seen: topicSeen.value } : {}
  const body = bodyOf(batch, { since, reason: reason.value.trim(), ...written })
  sending = true
  for (const row of batch) {
    row.sent = row.values()
    row.say('saving')
  }
  const topicSent = topic.value
  show()
  const reply = await post(body)
  sending = false
  if (reply.answer) {
    trouble = null
    delay = 0
    take(reply.answer, batch, topicSent)
    if (dirtyRows().some((row) => !row.blocked) || (topicDirty() && !topicRefused)) schedule(300)
  } else {
    trouble = reply.trouble
    for (const row of batch) {
      row.uncertain ||= passes()
      row.say('unsaved')
    }
    delay = Math.min(30_000, (delay || 1000) * 2)
    if (passes()) schedule(delay)
  }
  keepAll()
  show()
}

function take(answer, batch, topicSent) {
  since = answer.at
  for (const row of rows) {
    const mine = batch.includes(row)
    const recorded = answer.rows[row.id]
    const wrong = answer.wrong[row.id]
    if (mine && wrong) row.refuse(wrong)
    else if (mine && answer.walk_ins.includes(row.id)) settle(row)
    else if (recorded) takeRow(row, recorded, mine)
  }
  savedOnce = true
  if (answer.topic && 'kept' in answer.topic) topicSeen.value = topicSent
  else if (answer.topic) topicRefused = answer.topic.message
  if (topicRefused || rows.some((row) => row.blocked === 'reason')) reasonBox.hidden = false
}

function settle(row) {
  row.saved = row.sent
  row.uncertain = false
  row.say(row.isDirty() ? 'unsaved' : 'saved')
}

function takeRow(row, recorded, mine) {
  row.tell(recorded.text)
  if (!mine) {
    // Somebody else's: not over what this page is about to say.
    if (!row.isDirty()) row.adopt(recorded)
    return
  }
  const unchanged = JSON.stringify(row.sent) === JSON.stringify(row.values())
  row.tries += 1
  if (recorded.stated || row.first || row.tries > 2) {
    if (unchanged || row.values().status === '') row.adopt(recorded)
    else
      Object.assign(row, { base: recorded.mark, saved: row.sent, like: '', uncertain: false, first: false })
    row.say(row.isDirty() ? 'unsaved' : 'saved')
    return
  }
  // Something else is in force: this page, having seen it, says again what was chosen here.
  row.base = recorded.mark
  row.uncertain = true
  row.say('unsaved')
}

/** At the next visit: what was kept comes back into the form and is sent. */
export function restore() {
  const { marks, topic: keptTopic } = kept()
  // A page that came back with what was typed is not saved either.
  if (document.querySelector('.form-errors')) {
    for (const row of rows) row.uncertain = signed ? row.id in marks : row.isSaid()
  }
  for (const row of rows) {
    const entry = marks[row.id]
    if (!entry) continue
    row.set(entry.values)
    Object.assign(row, { base: entry.base, like: entry.like, first: entry.first })
    if (row.isDirty()) row.say('unsaved')
  }
  if (keptTopic !== null) topic.value = keptTopic
  const lost = Object.entries(marks).filter(([id]) => !rows.some((row) => row.id === id))
  if (unsavedCount() > 0) schedule(0)
  else if (lost.length === 0) forget()
  show()
  return lost.map(([, entry]) => entry)
}

reason.addEventListener('change', () => {
  if (!reason.value.trim()) return
  topicRefused = ''
  for (const row of rows) if (row.blocked === 'reason') row.blocked = ''
  schedule(0)
})
topic.addEventListener('input', () => changed([], 2500))
const again = () => {
  if (document.visibilityState !== 'visible' || trouble?.kind === 'refused') return
  if (trouble) trouble = null
  if (unsavedCount() > 0) schedule(0)
}
addEventListener('online', again)
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') send()
  else again()
})

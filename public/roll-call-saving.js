// SPDX-License-Identifier: AGPL-3.0-or-later
// Saves the roll call as it goes. What is not saved yet is kept on this device, by meeting and account, and sent again by
// itself when the network is back or at the next visit, as the statements they were: what somebody said later stands
// (app/record/roll-call/save-rows.server.ts answers).
import { forget, keep, keeps, kept } from './roll-call-keeping.js'
import { ask, bodyOf, newNonce, post } from './roll-call-posting.js'
import { form, rows, words } from './roll-call-rows.js'

const status = form.querySelector('[data-roll-status]')
const reasonParts = form.querySelectorAll('[data-roll-reason]')
const reason = form.elements.namedItem('reason')
const topic = form.elements.namedItem('topic')
const topicSeen = form.elements.namedItem('topic_seen')
const topicTold = form.querySelector('[data-roll-topic]')
let since = form.dataset.since
let sending = false
/** The submission under way, or the last one. */
let posting = null
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

/** By our clock, as the page knows it. */
const skew = Date.parse(form.dataset.since) - Date.now()
const now = () => Date.now() + skew
export const hasBegun = () => now() >= Date.parse(form.dataset.from)
/** Presence and absence are prepared before the meeting begins, and said when it has. */
const isHeld = (row) => !hasBegun() && ['present', 'absent'].includes(row.values().status)
const saying = () => ({ nonce: newNonce(), at: new Date().toISOString(), given: form.dataset.stamp })
const saidTooEarly = ({ said }) => said && Date.parse(said.at) + skew < Date.parse(form.dataset.from)

/** After a change: keeps it on the device at once and sends it soon. */
export function changed(some, wait = 1200) {
  for (const row of some) {
    Object.assign(row, { blocked: '', said: row.group === 'marks' ? saying() : null })
    say(row)
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
  // What is on its way now is heard first: what was said since goes after it.
  await posting
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

function say(row) {
  if (!row.isDirty()) row.say('')
  else if (isHeld(row)) row.say('unsaved', words.prepared)
  else row.say('unsaved')
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
  else if (dirtyRows().every(isHeld) && !topicDirty()) text = fill(words.to_begin)
  else text = fill(words.to_save)
  if (status.firstChild?.textContent === text) return
  status.textContent = text
  form.dataset.saving = n === 0 ? 'done' : trouble ? 'trouble' : 'under_way'
  if (n === 0) return
  if (trouble?.kind === 'signed_out') {
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
    .filter((row) => !row.blocked && !isHeld(row))
    .slice(0, 200)
  const withTopic = topicDirty() && !topicRefused
  if (batch.length === 0 && !withTopic) {
    if (dirtyRows().some(isHeld)) schedule(Math.min(600_000, Date.parse(form.dataset.from) - now() + 500))
    return show()
  }
  const written = withTopic ? { topic: topic.value, topic_seen: topicSeen.value } : {}
  for (const row of batch) {
    if (saidTooEarly(row) && ['present', 'absent'].includes(row.values().status)) row.said = saying()
    row.sent = row.values()
    row.say('saving')
  }
  const body = bodyOf(batch, { since, given: form.dataset.stamp, reason: reason.value.trim(), ...written })
  sending = true
  const topicSent = topic.value
  show()
  posting = post(body)
  const reply = await posting
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
  // A page of a build before: what it says is kept, and sent by the one that comes.
  if (trouble?.older && keeps) location.reload()
}

function take(answer, batch, topicSent) {
  since = answer.at
  for (const row of rows) {
    const mine = batch.includes(row)
    const recorded = answer.rows[row.id]
    const wrong = answer.wrong[row.id]
    const proposed = mine && answer.proposed?.[row.id]
    if (mine && wrong) row.refuse(wrong)
    else if (proposed) propose(row, recorded, proposed)
    else if (mine && answer.walk_ins.includes(row.id)) settle(row)
    else if (recorded) takeRow(row, recorded, mine)
  }
  savedOnce = true
  if (answer.topic && 'kept' in answer.topic) {
    topicSeen.value = topicSent
    topicTold.textContent = answer.topic.told ?? ''
  } else if (answer.topic) topicRefused = answer.topic.message
  if (topicRefused || rows.some((row) => row.blocked === 'reason'))
    for (const part of reasonParts) part.hidden = false
}

function settle(row) {
  row.saved = row.sent
  row.uncertain = false
  row.say(row.isDirty() ? 'unsaved' : 'saved')
}

function takeRow(row, recorded, mine) {
  row.tell(recorded.text, recorded.credited)
  if (!mine) {
    // Somebody else's: not over what this page is about to say.
    if (!row.isDirty()) row.adopt(recorded)
    return
  }
  const unchanged = JSON.stringify(row.sent) === JSON.stringify(row.values())
  const { mark, status, in: arrived, out: left } = recorded
  // What was said later stands, whoever said it; the text tells.
  if (unchanged) row.adopt(recorded)
  else {
    const saved = { status, in: arrived, out: left }
    Object.assign(row, { base: mark, saved, like: '', uncertain: false, first: false })
  }
  row.say(row.isDirty() ? 'unsaved' : recorded.stated ? 'saved' : '')
}

/** The page was closed meanwhile: what the row said waits to be signed, and the row shows what is in force. */
function propose(row, recorded, text) {
  row.adopt(recorded ?? { mark: '', status: '', in: '', out: '', several: false })
  row.say('', text)
}

/** Somebody else wrote the topic: not over what is being written here. */
function takeTopic({ topic: theirs, told }) {
  if (topic.value === theirs) topicSeen.value = theirs
  else {
    if (!topicDirty() && document.activeElement !== topic) topic.value = topicSeen.value = theirs
    topicTold.textContent = told
  }
}

/** At the next visit: what was kept comes back into the form and is sent. */
export function restore() {
  const { marks, topic: keptTopic } = kept()
  // A page that came back, with what was typed or with everybody present, is not saved either.
  const { cameBack } = form.dataset
  if (cameBack) {
    for (const row of rows) {
      row.uncertain = signed ? row.id in marks : row.isSaid()
      row.first = cameBack === 'filled' && row.base === '' && row.radios.length > 0
    }
  }
  for (const row of rows) {
    const entry = marks[row.id]
    // What was proposed already needs not be kept here any more.
    if (!entry || row.isProposed(entry.values)) continue
    row.set(entry.values)
    Object.assign(row, { base: entry.base, like: entry.like, first: entry.first, said: entry.said ?? null })
    say(row)
  }
  // Said on the plain form, before this script was there.
  for (const row of rows) if (!marks[row.id] && row.isDirty()) say(row)
  if (keptTopic !== null && keptTopic !== form.dataset.topicWaits) topic.value = keptTopic
  const lost = Object.entries(marks).filter(([id]) => !rows.some((row) => row.id === id))
  if (unsavedCount() > 0) schedule(0)
  else if (lost.length === 0) forget()
  if (lost.length === 0) keepAll()
  show()
  return lost.map(([, entry]) => entry)
}

/** Others call the same roll: what they record is shown here within half a minute. */
async function look() {
  if (sending || trouble || document.visibilityState !== 'visible') return
  const known = since
  const answer = await ask(known)
  // Saved meanwhile, and told more by that.
  if (!answer || sending || since !== known) return
  since = answer.at
  for (const row of rows) if (answer.rows[row.id]) takeRow(row, answer.rows[row.id], false)
  if (answer.topic_news) takeTopic(answer.topic_news)
  keepAll()
  show()
}
if (!signed) setInterval(look, 20_000)

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

// SPDX-License-Identifier: AGPL-3.0-or-later
// On a trainer's pages (app/record/device/device-notices.tsx): begins the worker that keeps pages for a room without network, or ends it
// where nothing is to be kept; asks it to send what waits, and says what came of it.
const box = document.querySelector('[data-device]')
export const words = JSON.parse(box.dataset.words)
const { build, zone, keptAt } = box.dataset
const workers = navigator.serviceWorker

/** One or several, with their number. */
export const counted = ([one, several], n) => (n === 1 ? one : several.replace('#', n))

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})
export const timeOf = (moment) => clock.format(new Date(moment))

/** Shows what is said in place of what was said of the same matter. */
export function say(about, tone, text, link) {
  box.querySelector(`[data-about="${about}"]`)?.remove()
  if (!text) return null
  const notice = document.createElement('div')
  notice.className = `notice notice-${tone}`
  notice.dataset.about = about
  notice.setAttribute('role', 'status')
  const body = document.createElement('div')
  body.className = 'notice-body'
  body.append(text)
  if (link && location.pathname !== link) {
    const a = document.createElement('a')
    a.href = link
    a.textContent = words.see
    body.append(' ', a)
  }
  notice.append(body)
  box.append(notice)
  return body
}

/** The worker's answer; null where there is none to ask. */
export async function ask(what, rest = {}) {
  if (!workers) return null
  const { active } = await workers.ready
  // Gone meanwhile, as with whoever signs out.
  if (!active) return null
  const { port1, port2 } = new MessageChannel()
  return await new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve(data)
    active.postMessage({ ask: what, ...rest }, [port2])
  })
}

const list = '/teaching/device'

function tell({ sent = 0, refused = 0, waiting }) {
  if (sent > 0) say('sent', 'success', counted(words.sent, sent), list)
  if (refused > 0) say('refused', 'warning', counted(words.refused, refused), list)
  if (waiting !== undefined) say('waiting', 'info', waiting > 0 && counted(words.waiting, waiting), list)
}

async function send() {
  const answer = await ask('send')
  const waiting = answer?.forms?.filter(({ state }) => state === 'waiting').length ?? 0
  if (waiting > 0) tell({ waiting })
}

/** What the page knew when it was kept, and is not so any more. */
function bringUpToDate() {
  say('kept', 'warning', words.offline.replace('#', timeOf(keptAt)))
  const arrival = document.querySelector('form[method=post] input[name=in]')
  const now = new Date().toISOString()
  const { from, to } = box.dataset
  if (arrival) arrival.value = now > from && now < to ? timeOf(now) : ''
  const looked = new URLSearchParams(location.search).get('name')?.trim()
  if (!looked || !arrival) return
  const [last, ...first] = looked.split(/\s+/)
  document.querySelector('input[name=last_name]').value = last
  document.querySelector('input[name=first_name]').value = first.join(' ')
}

async function begin() {
  await workers.register(`/worker.js?build=${build}`)
  workers.addEventListener('message', ({ data }) => {
    if (data.older) workers.register(`/worker.js?build=${data.older}`)
    tell(data)
  })
  addEventListener('online', send)
  setInterval(() => box.querySelector('[data-about=waiting]') && send(), 15_000)
  await send()
}

/** Nothing is kept here any more: the worker sends what waits, as it does with every page, and goes. */
async function end() {
  const own = await workers.getRegistrations()
  if (own.length === 0) return
  await Promise.race([ask('send'), new Promise((resolve) => setTimeout(resolve, 5000))])
  await ask('empty')
  for (const registration of own) await registration.unregister()
}

if (keptAt) bringUpToDate()
if (workers) await (box.dataset.device === 'off' ? end() : begin()).catch(() => {})

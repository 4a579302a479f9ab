// SPDX-License-Identifier: AGPL-3.0-or-later
// One submission of the roll call (app/record/roll-call/save-attendance.route.ts).
import { form, words } from './roll-call-rows.js'

const { build, keptAt } = document.querySelector('[data-device]').dataset

let last = { payload: '', nonce: '' }

/** The form fields of some rows, and what goes with them. */
export function bodyOf(batch, rest) {
  const body = new URLSearchParams({ account: form.dataset.account, ...rest })
  for (const row of batch) {
    const at = `${row.group}.${row.id}`
    const values = row.values()
    if (row.group === 'marks' && Object.values(values).join('') === '') values.status = 'withdrawn'
    for (const [key, value] of Object.entries(values)) if (value) body.set(`${at}.${key}`, value)
    // The page's own stamp goes once, with all of them.
    for (const [key, value] of Object.entries(row.said ?? {}))
      if (key !== 'given' || value !== form.dataset.stamp) body.set(`${at}.${key}`, value)
    if (row.group === 'walk_ins') body.set(`${at}.there`, '1')
    if (row.base) body.set(`${at}.base`, row.base)
    if (row.like) body.set(`${at}.like`, row.like)
    if (row.first) body.set(`${at}.first`, '1')
  }
  return body
}

/** The server's answer, or why there is none. */
export async function post(body) {
  const payload = body.toString()
  // The same once more is the same submission: what was recorded before the network went is not recorded again.
  if (payload !== last.payload) last = { payload, nonce: newNonce() }
  body.set('nonce', last.nonce)
  body.set('sent_at', new Date().toISOString())
  try {
    const signal = AbortSignal.timeout(15_000)
    // Sent to its end even if the page is left; browsers refuse that for much at once.
    const keepalive = payload.length < 50_000
    const response = await fetch(form.dataset.save, {
      method: 'POST',
      body,
      headers: { 'Presente-Build': build },
      redirect: 'manual',
      signal,
      keepalive,
    })
    if (response.type === 'opaqueredirect') return { trouble: { kind: 'signed_out' } }
    if (response.status >= 500 || response.status === 429) return { trouble: { kind: 'busy' } }
    const answer = await response.json().catch(() => ({}))
    // The worker keeps it, to be sent though this page is closed.
    if (answer.waiting) return { trouble: { kind: 'offline' } }
    if (answer.older) return { trouble: { kind: 'busy', older: !keptAt } }
    if (response.ok) {
      last = { payload: '', nonce: '' }
      return { answer }
    }
    return { trouble: { kind: 'refused', message: answer.message ?? words.refused } }
  } catch {
    return { trouble: { kind: 'offline' } }
  }
}

/** What others recorded since; null when it cannot be asked now. */
export async function ask(since) {
  try {
    const address = `${form.dataset.save}?${new URLSearchParams({ since })}`
    const response = await fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(15_000) })
    return response.ok ? await response.json() : null
  } catch {
    return null
  }
}

/** Runs where randomUUID does not: it wants https. */
export function newNonce() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6] & 0x0f) | 0x40
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

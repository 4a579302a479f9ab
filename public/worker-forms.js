// SPDX-License-Identifier: AGPL-3.0-or-later
// What was sent where there was no network: kept with the moment at which it was, sent in that order when it can be.
self.forms = (() => {
  const { store } = self
  const meeting = '/meetings/[\\w-]+'
  const kept = new RegExp(`^${meeting}/(attendance|close|walk-ins/new|people/[\\w-]+)$`)
  const save = new RegExp(`^${meeting}/attendance/save$`)

  const titleOf = (html) => /<title>([^<]*)/.exec(html)?.[1]?.replace(/ · Presente$/, '') ?? ''

  async function keepOne(form, page) {
    const title = page ? titleOf(await page.response.clone().text()) : ''
    const account = await store.account()
    await store.putForm({ ...form, account, title, at: new Date().toISOString(), state: 'waiting' })
  }

  /** A file is not kept with its form, and that is said. */
  async function keep(path, all, page) {
    const fields = all.filter(([, value]) => typeof value === 'string')
    const [file] = all.flatMap(([, value]) =>
      typeof value === 'object' && value.size > 0 ? [value.name] : [],
    )
    await keepOne({ path, fields, given: page.stamp, ...(file && { file }) }, page)
  }

  /** The script sends again what it has not saved: the last of its tries says what those before it said. */
  async function keepSave(path, body, page) {
    await dropSaved(path, body)
    await keepOne({ path, fields: [...new URLSearchParams(body)] }, page)
  }

  /** The statements that a save makes: which person's, and which one of them. */
  const statements = (fields) =>
    fields.filter(([name]) => /\.status$|^topic$/.test(name)).map(([name]) => name)

  /** Forgets the saves that say nothing which this one does not say. */
  async function dropSaved(path, body) {
    const said = new Set(statements([...new URLSearchParams(body)]))
    for (const form of await waiting()) {
      if (form.path === path && statements(form.fields).every((name) => said.has(name))) {
        await store.removeForm(form.id)
      }
    }
  }

  async function waiting() {
    return (await store.formsOf(await store.account())).filter(({ state }) => state === 'waiting')
  }

  let sending = null

  /** Sends what waits, in order, until one cannot be sent now. */
  function send(build) {
    sending ??= sendAll(build).finally(() => {
      sending = null
    })
    return sending
  }

  async function sendAll(build) {
    const told = { sent: 0, refused: 0 }
    for (const form of await waiting()) {
      const answer = await sendOne(form, build).catch(() => ({ later: true }))
      if (answer.later) return { ...told, ...(answer.older && { older: answer.older }) }
      if (answer.refused) {
        told.refused += 1
        await store.putForm({ ...form, state: 'refused', refused: answer.refused })
      } else {
        told.sent += 1
        await store.removeForm(form.id)
      }
    }
    return told
  }

  function answerIn(text) {
    try {
      return JSON.parse(text)
    } catch {
      return {}
    }
  }

  async function sendOne(form, build) {
    const isSaved = isSave(form.path)
    const sent_at = new Date().toISOString()
    const body = new URLSearchParams(form.fields)
    if (isSaved) body.set('sent_at', sent_at)
    else {
      const { path, account, at, given } = form
      const added = { path, account, at, sent_at, given }
      for (const [name, value] of Object.entries(added)) body.set(`kept_${name}`, value)
    }
    const address = isSaved ? form.path : `${form.path.split('/').slice(0, 3).join('/')}/kept`
    const headers = { 'Presente-Build': build }
    const signal = AbortSignal.timeout(30_000)
    const response = await fetch(address, { method: 'POST', body, headers, redirect: 'manual', signal })
    // Signed out, too busy, somebody else's turn: it waits.
    if (response.type === 'opaqueredirect' || response.status === 429 || response.status >= 500)
      return { later: true }
    const text = await response.text()
    const answer = answerIn(text)
    if (answer.older) return { later: true, older: response.headers.get('Presente-Build') }
    // A place that is gone, or a role, is refused in a plain sentence.
    const refused = [answer.message ?? text.trim().slice(0, 300)]
    if (!isSaved) {
      if (response.ok) return answer
      return response.status === 409 ? { later: true } : { refused }
    }
    if (!response.ok) return { refused }
    const wrong = Object.values(answer.wrong ?? {}).map(({ message }) => message)
    return wrong.length > 0 ? { refused: [...new Set(wrong)] } : answer
  }

  const isKept = (path) => kept.test(path)
  const isSave = (path) => save.test(path)
  return { dropSaved, isKept, isSave, keep, keepSave, send, waiting }
})()

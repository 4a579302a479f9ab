// SPDX-License-Identifier: AGPL-3.0-or-later
// The pages that the worker keeps, with what they load. Which may be kept, whose they are and until when is said by the server
// (app/record/device/kept-page.ts); the browser's own cache keeps none of them.
self.pages = (() => {
  const open = () => caches.open('presente')
  const { store } = self

  /** account; meeting; until; stamp. */
  function saidOf(response) {
    const [account = '', meeting = '', until = '', stamp = ''] =
      response.headers.get('Presente-Keep')?.split('; ') ?? []
    return { account, meeting, until, stamp, at: response.headers.get('Presente-Kept-At') ?? '' }
  }

  async function keep(path, response) {
    const said = saidOf(response)
    if (said.account !== (await store.account())) return 0
    const html = await response.text()
    const headers = new Headers(response.headers)
    headers.set('Presente-Kept-At', new Date().toISOString())
    for (const name of ['Content-Encoding', 'Content-Length']) headers.delete(name)
    const cache = await open()
    await cache.put(path, new Response(html, { headers }))
    const parts = [...html.matchAll(/(?:href|src)="(\/[^"?]+)"/g)].map(([, part]) => part).filter(isPart)
    await Promise.all([...new Set(parts)].map((part) => keepPart(cache, part)))
    return html.length
  }

  /** What a page loads, and what its scripts load in turn. */
  async function keepPart(cache, path) {
    if (await cache.match(path)) return
    const response = await fetch(path)
    if (!response.ok) return
    const script = path.endsWith('.js') ? await response.clone().text() : ''
    await cache.put(path, response)
    const imported = [...script.matchAll(/(?:from |import\()'\.(\/[\w-]+\.js)'/g)].map(([, name]) => name)
    const folder = path.slice(0, path.lastIndexOf('/'))
    await Promise.all(imported.map((name) => keepPart(cache, folder + name)))
  }

  const isPart = (path) => /^\/(assets|scripts)\/|^\/[\w-]+\.(js|svg)$/.test(path)

  async function part(request) {
    try {
      return await fetch(request)
    } catch (error) {
      const kept = await caches.match(request, { ignoreSearch: true, ignoreVary: true })
      if (kept) return kept
      throw error
    }
  }

  async function find(path) {
    // Not opened where there is none: asking would make it.
    if (!(await caches.has('presente'))) return null
    const response = await (await open()).match(path, { ignoreVary: true })
    if (!response) return null
    const said = saidOf(response)
    const isOwn = said.account === (await store.account())
    return isOwn && !isOld(said) ? { path, response, ...said } : null
  }

  const isOld = ({ until }) => until !== '' && until < new Date().toISOString()

  async function list() {
    if (!(await caches.has('presente'))) return []
    const paths = (await (await open()).keys()).map(({ url }) => new URL(url).pathname)
    const found = await Promise.all(paths.filter((path) => !isPart(path)).map(find))
    return found.filter(Boolean).map(({ path, meeting, at }) => ({ path, meeting, at }))
  }

  async function removeOld() {
    if (!(await caches.has('presente'))) return
    const cache = await open()
    for (const request of await cache.keys()) {
      const response = await cache.match(request)
      if (response?.headers.has('Presente-Keep') && isOld(saidOf(response))) await cache.delete(request)
    }
  }

  /** A kept page as it is shown: it says that it is one, and what is sent from it twice are two forms, not the same one again. */
  async function again({ response, at }) {
    const html = (await response.text())
      .replace(' data-device="', ` data-kept-at="${at}" data-device="`)
      .replace(/<input[^>]*\bname="(?:nonce|id)"[^>]*>/g, (field) =>
        field.replace(/value="[0-9a-f-]{36}"/, () => `value="${crypto.randomUUID()}"`),
      )
    return new Response(html, { headers: response.headers })
  }

  /** Asks for a page in order to keep it; how large it was, 0 where it may not be kept. */
  async function take(path) {
    const response = await fetch(path, { redirect: 'manual', headers: { Accept: 'text/html' } })
    return response.ok && response.headers.has('Presente-Keep') ? await keep(path, response) : 0
  }

  /** Every page of a meeting, a few at once. */
  async function takeMeeting(meeting, told) {
    const answer = await fetch(`/meetings/${meeting}/kept`, { redirect: 'manual' })
    const { pages } = await answer.json()
    const left = [...pages]
    let [taken, bytes] = [0, 0]
    const some = async () => {
      for (let path = left.shift(); path; path = left.shift()) {
        const size = await take(path)
        if (size > 0) taken += 1
        bytes += size
        told(taken, pages.length)
      }
    }
    await Promise.all([some(), some(), some(), some()])
    return { taken, bytes, of: pages.length }
  }

  return {
    again,
    empty: () => caches.delete('presente'),
    find,
    isPart,
    keep,
    list,
    part,
    removeOld,
    take,
    takeMeeting,
  }
})()

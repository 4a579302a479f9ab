// SPDX-License-Identifier: AGPL-3.0-or-later
// The worker of a trainer's device: where there is no network, the pages that it keeps are shown, and what is sent from them waits.
// Begun by public/device.js under the build of its page; what it keeps is one account's at a time.
const build = new URL(self.location.href).searchParams.get('build')
for (const part of ['store', 'pages', 'forms']) self.importScripts(`/scripts/${build}/worker-${part}.js`)

const { forms, pages, store } = self
const list = '/teaching/device'

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
self.addEventListener('sync', (event) => event.waitUntil(sendAndTell()))

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname, search } = new URL(request.url)
  if (origin !== self.location.origin) return
  if (request.method === 'POST') {
    if (pathname === '/sign-out') {
      if (search === '') event.respondWith(signOut())
      else store.leave()
    } else if (forms.isSave(pathname)) event.respondWith(saved(request))
    else if (request.mode === 'navigate' && forms.isKept(pathname)) event.respondWith(sent(request))
  } else if (request.mode === 'navigate') event.respondWith(shown(event))
  else if (pages.isPart(pathname)) event.respondWith(pages.part(request))
})

/** Neither of these is the program's answer: no network, or a proxy that does not reach it. */
async function reached(request, patience) {
  // The request goes as it is: changed, the server could not tell any more that a page is opened.
  const late = new Promise((_, reject) => {
    if (patience) setTimeout(() => reject(new Error('not reached')), patience)
  })
  const response = await Promise.race([fetch(request), late])
  if (response.status >= 502 && !response.headers.has('Presente-Build')) throw new Error('not reached')
  return response
}

async function shown(event) {
  const { request } = event
  const { pathname } = new URL(request.url)
  const kept = request.method === 'GET' ? await pages.find(pathname) : null
  try {
    // A network that does not answer is none, where there is a page to show instead.
    const response = await reached(request, kept ? 8000 : 0)
    event.waitUntil(noticed(pathname, new URL(request.url).search, response.clone()))
    return response
  } catch (error) {
    if (kept) return pages.again(kept)
    if (request.method === 'GET' && (await pages.find(list))) return leadTo('missing')
    throw error
  }
}

/** What a page that came says of the device: whose it is, whether it may be kept, that nothing is to be kept any more. */
async function noticed(path, search, response) {
  const account = response.headers.get('Presente-Account')
  if (!response.ok || !account) return
  const keep = response.headers.get('Presente-Keep')
  if (keep === 'off') {
    await sendAndTell()
    return empty()
  }
  if (account !== (await store.account())) {
    // Somebody else's: their pages go. What they typed waits for them, unseen.
    await pages.empty()
    await store.setAccount(account)
  }
  await pages.removeOld()
  if (keep) {
    if (search === '') await pages.keep(path, response)
    if (!(await pages.find(list))) await pages.take(list)
  }
  await sendAndTell()
}

const leadTo = (why) => Response.redirect(`${list}?why=${why}`, 303)

/** A whole form, sent or kept. A signature wants its password, which is not kept. */
async function sent(request) {
  const copy = request.clone()
  try {
    return await reached(request)
  } catch (error) {
    const { pathname } = new URL(request.url)
    const page = await pages.find(pathname)
    if (!page) throw error
    const fields = [...(await copy.formData())]
    if (fields.some(([name]) => name === 'password')) return leadTo('closing')
    await forms.keep(pathname, fields, page)
    await soon()
    return leadTo('kept')
  }
}

/** Rows of a roll that its script saves: kept here too, so that they go out though its page is closed. */
async function saved(request) {
  const { pathname } = new URL(request.url)
  const body = await request.clone().text()
  const keep = async () => {
    await forms.keepSave(pathname, body, await pages.find(pathname.replace(/\/save$/, '')))
    await soon()
  }
  try {
    const response = await fetch(request)
    if (response.ok) await forms.dropSaved(pathname, body)
    else if (response.status >= 500 || response.status === 429) await keep()
    return response
  } catch {
    await keep()
    return Response.json({ waiting: true }, { status: 202 })
  }
}

/** Asks before what waits is lost. The answer to the second address removes all there is, and this worker: it goes past it. */
async function signOut() {
  if ((await forms.waiting()).length > 0) await sendAndTell()
  const asks = (await forms.waiting()).length > 0 && (await pages.find(list))
  return asks ? leadTo('leaving') : Response.redirect('/sign-out?anyway', 307)
}

async function empty() {
  await Promise.all([pages.empty(), store.empty()])
}

async function sendAndTell() {
  const told = await forms.send(build)
  if (told.sent + told.refused > 0 || told.older)
    await tell({ ...told, waiting: (await forms.waiting()).length })
  return told
}

/** Where the browser has it: wakes this worker when the network is back, even with every page closed. */
async function soon() {
  await self.registration.sync?.register('send').catch(() => {})
  await tell({ waiting: (await forms.waiting()).length })
}

async function tell(message) {
  for (const client of await self.clients.matchAll()) client.postMessage(message)
}

const asked = {
  send: async () => ({ ...(await sendAndTell()), ...(await state()) }),
  state,
  take: async ({ meeting }, source) =>
    pages.takeMeeting(meeting, (n, of) => source.postMessage({ taking: n, of })),
  remove: async ({ id }) => store.removeForm(id),
  empty,
}

async function state() {
  const account = await store.account()
  return { forms: await store.formsOf(account), pages: await pages.list() }
}

self.addEventListener('message', (event) => {
  const { ask, ...rest } = event.data
  const [port] = event.ports
  event.waitUntil(
    asked[ask](rest, event.source)
      .then((answer) => port.postMessage(answer ?? {}))
      .catch(() => port.postMessage({ failed: true })),
  )
})

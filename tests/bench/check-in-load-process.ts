// SPDX-License-Identifier: AGPL-3.0-or-later
// The phones: each scans the code on the screen, opens the page, registers and sees that it is done, on a connection of
// its own. Run by check-in.ts as a process of its own; answers with the times of every request.
import { once } from 'node:events'
import { Agent, type IncomingMessage, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { codeAt } from '#app/check-in/check-in-code.server.ts'
import { stepOf } from '#app/check-in/check-in-code.ts'
import { now } from '#app/clock.server.ts'

/** `at`: when a phone begins, in milliseconds from the start. `twice`: its owner taps twice. */
export type Phone = { cookie: string; at: number; twice: boolean }
export type LoadPlan = { url: string; meeting_id: string; phones: Phone[] }

/** Milliseconds of every request, by what it was for. */
export type LoadTimes = {
  scan: number[]
  page: number[]
  checkIn: number[]
  done: number[]
  faults: string[]
}

process.once('message', async (plan: LoadPlan) => {
  const times: LoadTimes = { scan: [], page: [], checkIn: [], done: [], faults: [] }
  const start = performance.now()
  await Promise.all(
    plan.phones.map(async (phone) => {
      await sleep(Math.max(0, phone.at - (performance.now() - start)))
      await checkIn(plan, phone, times).catch((error) => times.faults.push(String(error)))
    }),
  )
  process.send?.(times)
  process.disconnect?.()
})

async function checkIn({ url, meeting_id }: LoadPlan, phone: Phone, times: LoadTimes): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 2 })
  const cookies = [phone.cookie]
  const path = `/check-in/${meeting_id}`
  const ask = async (method: 'GET' | 'POST', address: string, status: number, kept: number[]) => {
    const begun = performance.now()
    const answer = await send(agent, method, url + address, cookies.join('; '), url)
    kept.push(performance.now() - begun)
    if (answer.status !== status) throw new Error(`${method} ${address} answered ${answer.status}`)
    return answer
  }
  try {
    const scanned = await ask('GET', `${path}?code=${codeAt(meeting_id, stepOf(now()))}`, 302, times.scan)
    cookies.push(...scanned.cookies)
    const page = await ask('GET', path, 200, times.page)
    if (!page.body.includes('data-check-in="true"')) throw new Error('the page has nothing to register')
    const post = () => ask('POST', path, 302, times.checkIn)
    await Promise.all(phone.twice ? [post(), post()] : [post()])
    const done = await ask('GET', path, 200, times.done)
    if (!done.body.includes('notice-success')) throw new Error('the page does not say that it is done')
  } finally {
    agent.destroy()
  }
}

async function send(agent: Agent, method: 'GET' | 'POST', address: string, cookie: string, origin: string) {
  const form = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': '0', origin }
  const headers = { cookie, 'accept-encoding': 'gzip;q=0', ...(method === 'POST' && form) }
  const asked = request(address, { agent, method, headers }).end()
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  let body = ''
  for await (const chunk of answer) body += chunk
  const cookies = (answer.headers['set-cookie'] ?? []).map((line) => line.split(';')[0] ?? '')
  return { status: answer.statusCode, body, cookies }
}

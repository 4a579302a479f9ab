// SPDX-License-Identifier: AGPL-3.0-or-later
// The phones: each opens the address of the code on the screen and sends what public/check-in.js sends, on a connection of
// its own. Run by check-in.ts as a process of its own; answers with the times of every request.
import { once } from 'node:events'
import { Agent, type IncomingMessage, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { now } from '#base/clock.server.ts'
import { codeAt } from '#record/check-in/code.server.ts'
import { stepOf } from '#record/check-in/code.ts'

/** `at`: when a phone begins, in milliseconds from the start. `twice`: its owner taps twice. */
export type Phone = { cookie: string; at: number; twice: boolean }
export type LoadPlan = { url: string; meeting_id: string; phones: Phone[] }

/** Milliseconds of every request, by what it was for. */
export type LoadTimes = {
  scan: number[]
  checkIn: number[]
  done: number
  faults: string[]
}

process.once('message', async (plan: LoadPlan) => {
  const times: LoadTimes = { scan: [], checkIn: [], done: 0, faults: [] }
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
  const ask = async (method: 'GET' | 'POST', address: string, kept: number[]) => {
    const begun = performance.now()
    const answer = await send(agent, method, url + address, cookies.join('; '), url)
    kept.push(performance.now() - begun)
    if (answer.status !== 200) throw new Error(`${method} ${address} answered ${answer.status}`)
    return answer
  }
  try {
    const page = await ask('GET', `${path}?code=${codeAt(meeting_id, stepOf(now()))}`, times.scan)
    if (!page.body.includes('data-check-in="true"')) throw new Error('the page has nothing to register')
    cookies.push(...page.cookies)
    const post = () => ask('POST', `${path}/scan`, times.checkIn)
    for (const { body } of await Promise.all(phone.twice ? [post(), post()] : [post()])) {
      if (!/entry|already/.test(body)) throw new Error(`the answer is ${body}`)
    }
    times.done += 1
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

// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { minutesAfter } from '#base/clock.server.ts'
import { deviceOf, findTicket, noTicketCookie, ticketCookie } from '#record/check-in/ticket.server.ts'

const scan = { step: 88_500_000, at: '2026-02-05T10:00:03.000Z' }
const pairOf = (setCookie: string) => setCookie.split(';')[0] ?? ''
const ticket = pairOf(await ticketCookie('one', scan))

describe('the ticket of a scan', () => {
  it('keeps the scan for ten minutes, whatever other cookies there are', async () => {
    const header = `presente=abc; ${ticket}; language=it`
    expect(await findTicket(header, 'one', scan.at)).toEqual(scan)
    expect(await findTicket(header, 'one', minutesAfter(scan.at, 10))).toEqual(scan)
    expect(await findTicket(header, 'one', minutesAfter(scan.at, 10.01))).toBeNull()
  })

  it('is of its meeting only', async () => {
    expect(await findTicket(ticket, 'two', scan.at)).toBeNull()
  })

  it('is not taken when forged, cut or from the future', async () => {
    const [name = '', value = ''] = ticket.split('=')
    const [content = '', signature = ''] = decodeURIComponent(value).split('.')
    const other = Buffer.from(JSON.stringify({ meeting: 'two', ...scan })).toString('base64')
    const forged = [`${other}.${signature}`, content, `${content}.`, `.${signature}`, 'x.y', '', `${value}x`]
    for (const value of forged.map(encodeURIComponent)) {
      expect(await findTicket(`${name}=${value}`, 'one', scan.at)).toBeNull()
      expect(await findTicket(`${name}=${value}`, 'two', scan.at)).toBeNull()
    }
    expect(await findTicket(null, 'one', scan.at)).toBeNull()
    expect(await findTicket(pairOf(await noTicketCookie()), 'one', scan.at)).toBeNull()
    expect(await findTicket(ticket, 'one', minutesAfter(scan.at, -1))).toBeNull()
  })

  it('is kept from scripts and from other sites', async () => {
    expect(await ticketCookie('one', scan)).toMatch(/; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/)
    expect(await noTicketCookie()).toMatch(/Max-Age=0/)
  })
})

describe('the key of a browser', () => {
  it('is made once, and only its hash names it', async () => {
    const first = await deviceOf(null)
    const pair = pairOf(first.cookie ?? '')
    expect(await deviceOf(pair)).toEqual({ device: first.device, cookie: null })
    expect(pair).not.toContain(first.device)
    expect((await deviceOf(null)).device).not.toBe(first.device)
  })

  it('is made again when it is none of ours', async () => {
    const { cookie } = await deviceOf('check_in_device=short')
    expect(cookie).toMatch(/^check_in_device=[\w%]+; .*HttpOnly/)
  })
})

// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { minutesAfter } from '#base/clock.server.ts'
import { deviceOf, findTicket, noTicketCookie, ticketCookie } from '#record/check-in/ticket.server.ts'

const scan = { step: 88_500_000, at: '2026-02-05T10:00:03.000Z' }
const pairOf = (setCookie: string) => setCookie.split(';')[0] ?? ''
const ticket = pairOf(ticketCookie('one', scan))

describe('the ticket of a scan', () => {
  it('keeps the scan for ten minutes, whatever other cookies there are', () => {
    const header = `presente=abc; ${ticket}; language=it`
    expect(findTicket(header, 'one', scan.at)).toEqual(scan)
    expect(findTicket(header, 'one', minutesAfter(scan.at, 10))).toEqual(scan)
    expect(findTicket(header, 'one', minutesAfter(scan.at, 10.01))).toBeNull()
  })

  it('is of its meeting only', () => {
    expect(findTicket(ticket, 'two', scan.at)).toBeNull()
  })

  it('is not taken when forged, cut or from the future', () => {
    const [name = '', value = ''] = ticket.split('=')
    const [content = '', signature = ''] = value.split('.')
    const other = Buffer.from(JSON.stringify({ meeting: 'two', ...scan })).toString('base64url')
    const forged = [`${other}.${signature}`, content, `${content}.`, `.${signature}`, 'x.y', '', `${value}x`]
    for (const value of forged) {
      expect(findTicket(`${name}=${value}`, 'one', scan.at)).toBeNull()
      expect(findTicket(`${name}=${value}`, 'two', scan.at)).toBeNull()
    }
    expect(findTicket(null, 'one', scan.at)).toBeNull()
    expect(findTicket(pairOf(noTicketCookie()), 'one', scan.at)).toBeNull()
    expect(findTicket(ticket, 'one', minutesAfter(scan.at, -1))).toBeNull()
  })

  it('is kept from scripts and from other sites', () => {
    expect(ticketCookie('one', scan)).toMatch(/; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax$/)
    expect(noTicketCookie()).toMatch(/Max-Age=0/)
  })
})

describe('the key of a browser', () => {
  it('is made once, and only its hash names it', () => {
    const first = deviceOf(null)
    const pair = pairOf(first.cookie ?? '')
    expect(deviceOf(pair)).toEqual({ device: first.device, cookie: null })
    expect(pair).not.toContain(first.device)
    expect(deviceOf(null).device).not.toBe(first.device)
  })

  it('is made again when it is none of ours', () => {
    const { cookie } = deviceOf('check_in_device=short')
    expect(cookie).toMatch(/^check_in_device=[\w-]{22}; .*HttpOnly/)
  })
})

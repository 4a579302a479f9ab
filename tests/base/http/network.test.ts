// SPDX-License-Identifier: AGPL-3.0-or-later
import { isIPv6, SocketAddress } from 'node:net'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { networkOf } from '#base/http/network.ts'

const group = fc.integer({ min: 0, max: 0xffff })
const groups = fc.array(fc.oneof(group, fc.constant(0)), { minLength: 8, maxLength: 8 })
const written = (numbers: number[]) => numbers.map((number) => number.toString(16)).join(':')
/** As the system writes it, with `::` for the zeros. */
const short = (numbers: number[]) => new SocketAddress({ address: written(numbers), family: 'ipv6' }).address

it.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['::FFFF:c000:0201', '192.0.2.1'],
  ['0:0:0:0:0:ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['2001:DB8:0:0:ffff:1:2:3', '2001:db8:0:0::/64'],
  ['2001:db8:0:1::1', '2001:db8:0:1::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['::', '0:0:0:0::/64'],
  [' 192.0.2.1 ', '192.0.2.1'],
])('%s counts as %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})

it.each([
  null,
  '',
  'unknown',
  '192.0.2',
  '192.0.2.1:443',
  '1.2.3.4.5',
  '0x7f.1',
  '[::1]',
  '1::2::3',
  'x'.repeat(9000),
])('%s is no address, as all that is none', (address) => {
  expect(networkOf(address)).toBe('unknown')
})

it('all addresses of a /64 are one, however they are written, and no two /64 are', () => {
  fc.assert(
    fc.property(groups, groups, (one, other) => {
      const same = [...one.slice(0, 4), ...other.slice(4)]
      const isMapped = (numbers: number[]) => numbers.slice(0, 6).join() === '0,0,0,0,0,65535'
      fc.pre(![one, other, same].some(isMapped))
      expect(networkOf(short(one))).toBe(networkOf(written(one).toUpperCase()))
      expect(networkOf(written(same))).toBe(networkOf(written(one)))
      const differ = one.slice(0, 4).join() !== other.slice(0, 4).join()
      expect(networkOf(written(other)) !== networkOf(written(one))).toBe(differ)
      expect(isIPv6(networkOf(written(one)).replace('/64', ''))).toBe(true)
    }),
  )
})

it('an IPv4 address is itself, also within IPv6', () => {
  fc.assert(
    fc.property(fc.ipV4(), (address) => {
      expect(networkOf(address)).toBe(address)
      expect(networkOf(`::ffff:${address}`)).toBe(address)
    }),
  )
})

it('anything has a short answer', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), (address) => {
      expect(networkOf(address).length).toBeLessThanOrEqual(24)
    }),
  )
})

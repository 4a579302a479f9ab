// SPDX-License-Identifier: AGPL-3.0-or-later
// Whom an address stands for, when attempts are counted by where they come from.
import { z } from 'zod'

/**
 * What an address is counted under: an IPv4 address itself, also when it is written as IPv6 (::ffff:192.0.2.1); of another IPv6
 * address its /64, since whoever has one address there has all of them; `unknown` for what is no address, all of it together.
 */
export function networkOf(address: string | null): string {
  // fe80::1%eth0 is fe80::1, by one of its interfaces.
  const bare = (address ?? '').slice(0, 100).trim().split('%')[0] ?? ''
  if (z.ipv4().safeParse(bare).success) return bare
  if (!z.ipv6().safeParse(bare).success) return 'unknown'
  const groups = groupsOf(bare)
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff
  if (isMapped) return groups.slice(6).flatMap(bytesOf).join('.')
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`
}

/** The eight numbers of an IPv6 address. */
function groupsOf(address: string): number[] {
  const [head = [], tail] = address.split('::').map((part) => (part ? part.split(':').flatMap(read) : []))
  if (tail === undefined) return head
  return [...head, ...Array<number>(8 - head.length - tail.length).fill(0), ...tail]
}

/** A group in hexadecimal, or the two groups that a dotted end (192.0.2.1) is. */
function read(group: string): number[] {
  if (!group.includes('.')) return [Number.parseInt(group, 16)]
  const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number)
  return [a * 256 + b, c * 256 + d]
}

function bytesOf(group: number): number[] {
  return [group >> 8, group & 255]
}

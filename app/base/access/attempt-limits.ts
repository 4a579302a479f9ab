// SPDX-License-Identifier: AGPL-3.0-or-later
// How many failures each place that checks a password or a code lets pass, and how long it then takes no more. Who guesses
// from many addresses meets the account's limit; who tries many accounts, the address's; who mistypes, neither.

export type AttemptPurpose =
  | 'sign-in'
  | 'confirm'
  | 'set-up'
  | 'check-in'
  | 'forgot'
  | 'email-change'
  | 'person-address'

export type Limit = {
  /** Failures after which the first pause begins. */
  free: number
  /** Minutes of the pauses, one after each further failure; the last of them for all that follow. */
  pauses: readonly [number, ...number[]]
  /** Failures are forgotten so many minutes after the last of them or, `inAll`, after the first. */
  memory: number
  inAll?: true
}

const tight: Limit = { free: 5, pauses: [1, 2, 4, 8, 15, 30], memory: 180 }
const anywhere: Limit = { free: 20, pauses: [1, 2, 4, 8, 15], memory: 180 }
const code: Limit = { free: 10, pauses: [1, 2, 4, 8, 15], memory: 180 }
// A hall of 300 people is one address, and so are all of them behind a proxy that nobody declared: its failures in an hour
// are many, its pauses short.
const hall: Limit = { free: 200, pauses: [1], memory: 60, inAll: true }

// What somebody signed in may ask now and then, and not all day: it sends mail, or says whether an address is known.
const asking: Limit = { free: 10, pauses: [3, 6, 15, 30, 60], memory: 180 }

type Limits = {
  /** Of an account from one address, or from a browser that the account is known to use. */
  together?: Limit
  /** Of an account from all addresses. */
  account?: Limit
  /** Of an address, for all accounts. */
  address?: Limit
}

export const attemptLimits: Record<AttemptPurpose, Limits> = {
  'sign-in': { together: tight, account: anywhere, address: hall },
  // Whoever is signed in confirms who they are.
  confirm: { together: tight, account: anywhere },
  // No limit over all addresses: nobody is to keep the first administrator out, and the code has twelve digits.
  'set-up': { together: tight },
  'check-in': { account: code, address: hall },
  // Every asking counts, since each sends a mail.
  forgot: { account: tight, address: hall },
  'email-change': { account: asking },
  'person-address': { account: asking },
}

/** Minutes of the pause that begins with a failure, the `failures`-th; 0 when none does. */
export function pauseAfter({ free, pauses }: Limit, failures: number): number {
  if (failures < free) return 0
  return pauses[Math.min(failures - free, pauses.length - 1)] ?? 0
}

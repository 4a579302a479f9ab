// SPDX-License-Identifier: AGPL-3.0-or-later
// Of a request under way: the form that was refused or that comes back after signing in, for the page that shows it again.
import type { AppLoadContext } from '@remix-run/node'
import type { Fields } from './given-back.ts'

export type GivenBack =
  /** Refused as a whole, with what is said of it. */
  | { kind: 'refused'; message: string; fields: Fields }
  /** Sent while signed out, and not sent since; `left`: a file or a password was left out. */
  | { kind: 'kept'; fields: Fields; left: boolean; shown: () => Promise<void> }
  /** Sent while signed out, by somebody else. */
  | { kind: 'lost'; shown: () => Promise<void> }

const known = new WeakMap<AppLoadContext, GivenBack>()

export function giveBack(context: AppLoadContext, given: GivenBack): void {
  known.set(context, given)
}

export function givenBack(context: AppLoadContext): GivenBack | null {
  return known.get(context) ?? null
}

// SPDX-License-Identifier: AGPL-3.0-or-later
// Whom a name in a platform's report is: by e-mail, then by name, and only when there is no doubt.
import { searchable } from '#base/search.ts'
import { boundedName } from './report-bounds.ts'

export type Named = { name: string; email: string | null }

/** A row as it is looked for: its address, and the names it may hold as sorted words, the whole name first. */
export type Sought = { email: string | null; names: readonly string[] }

/** Somebody who belongs to a meeting, with every address known. */
export type Candidate = {
  person_id: string
  first_name: string
  last_name: string
  addresses: readonly string[]
}

export type Match = { person_id: string; by: 'email' | 'name' }

/** One person of a report: the e-mail, else the name. */
export function personKey({ name, email }: Named): string {
  return email ? `@${email.toLowerCase()}` : words(name).join(' ')
}

/**
 * Matches every row, in order; null where somebody must look. An address two people have, or a name two people have, decides
 * nothing; neither does a name that stands in the report under different addresses.
 */
export function matchRows(rows: readonly Sought[], candidates: readonly Candidate[]): (Match | null)[] {
  const byAddress = onlyOnes(
    candidates.flatMap(({ person_id, addresses }) =>
      addresses.map((address) => [address.toLowerCase(), person_id] as const),
    ),
  )
  const byName = onlyOnes(candidates.map((candidate) => [nameOf(candidate), candidate.person_id]))
  const addressByName = onlyOnes(
    rows.flatMap(({ names, email }) => (email === null ? [] : [[names[0] ?? '', email.toLowerCase()]])),
  )
  return rows.map(({ names, email }) => {
    const byEmail = oneAt(byAddress, addressesOf(email))
    if (byEmail) return { person_id: byEmail, by: 'email' }
    if (byEmail === null || addressByName.get(names[0] ?? '') === null) return null
    const named = oneAt(byName, names)
    return named ? { person_id: named, by: 'name' } : null
  })
}

/** The value at each key, null where there are several. */
type OnlyOnes = ReadonlyMap<string, string | null>

/** Found in one pass: a report may have one name in all its lines, and going through its namesakes for each is their square. */
function onlyOnes(pairs: readonly (readonly [key: string, value: string])[]): OnlyOnes {
  const ones = new Map<string, string | null>()
  for (const [key, value] of pairs) {
    ones.set(key, !ones.has(key) || ones.get(key) === value ? value : null)
  }
  return ones
}

/** The one value at some keys; null when they have several, undefined when none. */
function oneAt(ones: OnlyOnes, keys: readonly string[]): string | null | undefined {
  const found = new Set(keys.map((key) => ones.get(key)).filter((value) => value !== undefined))
  return found.size > 1 ? null : [...found][0]
}

/** Of those who belong to the meeting, who a row may be, likeliest first, `most` at most. */
export function likelyCandidates(row: Named, candidates: readonly Candidate[], most = 3): Candidate[] {
  const account = (row.email ?? '').split('@')[0]?.replace(/[._\d-]+/g, ' ') ?? ''
  const said = [...namesIn(row.name), account].map(words)
  return candidates
    .map((candidate) => ({ candidate, score: Math.max(...said.map((some) => resemblance(some, candidate))) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ candidate }) => candidate)
}

/** 3: the whole name is said; 2: what is said is of the name, initials too ("Elio S."); 1: the last name is said. */
function resemblance(said: readonly string[], { first_name, last_name }: Candidate): number {
  const own = words(`${first_name} ${last_name}`)
  const isSaid = (some: readonly string[]) => some.length > 0 && some.every((word) => said.includes(word))
  if (isSaid(own)) return 3
  const fits = (word: string) =>
    word.length > 1 ? own.includes(word) : own.some((one) => one.startsWith(word) && !said.includes(one))
  if (said.length > 1 && said.every(fits)) return 2
  return isSaid(words(last_name)) ? 1 : 0
}

/** The names a display name may hold, as sorted words: whole, and within and without its brackets (Zoom's original name). */
export function namesIn(name: string): string[] {
  const { within, without } = bracketsIn(name)
  return [...new Set([name, without, ...within].map((text) => words(text).join(' ')).filter(Boolean))]
}

/** What stands within a name's brackets, and the name without them. A bracket that nothing closes is a letter. */
export function bracketsIn(name: string): { within: string[]; without: string } {
  const bounded = boundedName(name)
  const within: string[] = []
  let without = ''
  let open = -1
  let from = 0
  // Each character once: looking for the closing bracket from every opening one takes the square of their number.
  for (let at = 0; at < bounded.length; at++) {
    const character = bounded[at] ?? ''
    if (open < 0 && '(['.includes(character)) open = at
    else if (open >= 0 && ')]'.includes(character)) {
      within.push(bounded.slice(open + 1, at))
      without += `${bounded.slice(from, open)} `
      from = at + 1
      open = -1
    }
  }
  return { within: within.filter(Boolean), without: without + bounded.slice(from) }
}

/** A display name parted into first name and last, for somebody to look at: the last word is the last name. */
export function partedName(name: string): { first_name: string; last_name: string } {
  const { within, without } = bracketsIn(name)
  const words = (without.trim() || within[0] || '').split(/\s+/).filter(Boolean)
  const last = words.length > 1 ? words.pop() : ''
  return { first_name: words.join(' ').slice(0, 100), last_name: (last ?? '').slice(0, 100) }
}

/** An address as the report has it, and the guest's own behind a Teams name such as anna_comune.it#EXT#@tenant. */
export function addressesOf(email: string | null): string[] {
  if (!email) return []
  const address = email.trim().toLowerCase()
  const end = address.indexOf('#ext#@')
  const between = address.lastIndexOf('_', end)
  if (between < 1 || end <= between + 1) return [address]
  return [address, `${address.slice(0, between)}@${address.slice(between + 1, end)}`]
}

const nameOf = ({ first_name, last_name }: Candidate) => words(`${first_name} ${last_name}`).join(' ')

/** A name's words without accents and capitals, in one order: "Bianchi, Anna" is "Anna Bianchi". */
function words(name: string): string[] {
  return searchable(boundedName(name)).replace(/[.@]/g, ' ').split(' ').filter(Boolean).sort()
}

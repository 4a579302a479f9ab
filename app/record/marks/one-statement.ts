// SPDX-License-Identifier: AGPL-3.0-or-later
// All present, then the exceptions: what the same person says of somebody within a quarter of an hour is one statement.

/** So long after its first word its author may complete a statement. */
const minutesOfOne = 15

export type SaidMark = {
  id: string
  recorded_by: string | null
  source: string
  stated_at: string
  reason: string | null
  superseded_by: string | null
}

/**
 * The statements that the marks of one person at one meeting make, in the order in which they were said: what one author said by hand,
 * nobody else in between, without a reason of its own and within 15 minutes of the first. An explained correction is a statement by
 * itself, and so is whatever a program recorded.
 */
export function statementsOf<Mark extends SaidMark>(marks: readonly Mark[]): Mark[][] {
  const said = marks.toSorted((one, other) => (one.stated_at + one.id < other.stated_at + other.id ? -1 : 1))
  const statements: Mark[][] = []
  for (const mark of said) {
    const last = statements.at(-1)
    const [first] = last ?? []
    if (
      last &&
      first &&
      mark.reason === null &&
      isOne(first, mark.recorded_by, mark.stated_at) &&
      isByHand(mark)
    ) {
      last.push(mark)
    } else statements.push([mark])
  }
  return statements
}

/** Whether what an account says at a moment, by hand, completes its own last statement about the person. */
export function completes(marks: readonly SaidMark[], accountId: string, moment: string): boolean {
  const [first] = statementsOf(marks).at(-1) ?? []
  return first !== undefined && isOne(first, accountId, moment)
}

/** Whether a mark is not what a statement says in the end: another one of the same statement stands in its place. */
export function isCompleted(mark: SaidMark, statements: readonly (readonly SaidMark[])[]): boolean {
  const own = statements.find((marks) => marks.some(({ id }) => id === mark.id)) ?? []
  return own.some(({ id }) => id === mark.superseded_by)
}

function isOne(first: SaidMark, author: string | null, moment: string): boolean {
  if (author === null || first.recorded_by !== author || !isByHand(first)) return false
  const minutes = (Date.parse(moment) - Date.parse(first.stated_at)) / 60_000
  return minutes >= 0 && minutes <= minutesOfOne
}

function isByHand({ source }: SaidMark): boolean {
  return source === 'trainer' || source === 'paper'
}

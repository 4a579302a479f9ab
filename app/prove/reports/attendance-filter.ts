// SPDX-License-Identifier: AGPL-3.0-or-later
// Which attendance an export is of, read from its address.
import { calendarDate } from '#base/http/fields.ts'
import { m } from '#base/i18n/paraglide/messages.js'

export type AttendanceFilter = {
  /** Null: all the project's. */
  edition: { id: string; code: string } | null
  /** First and last local date of the meetings, YYYY-MM-DD; null: without limit. */
  from: string | null
  to: string | null
  /** Trainers and tutors too. */
  teachers: boolean
}

type Fault = { field: 'edition' | 'from' | 'to'; message: string }

/** What is wrong is left out of the filter and said in `faults`; `typed` is what to show in the form again. */
export function attendanceFilter(
  params: URLSearchParams,
  editions: readonly { id: string; code: string }[],
): { filter: AttendanceFilter; faults: Fault[]; typed: { edition: string; from: string; to: string } } {
  const asked = (name: string) => (params.get(name) ?? '').slice(0, 100).trim()
  const typed = { edition: asked('edition'), from: asked('from'), to: asked('to') }
  const faults: Fault[] = []
  const edition = editions.find(({ code }) => code === typed.edition) ?? null
  if (typed.edition !== '' && !edition) {
    faults.push({ field: 'edition', message: m.reports_filter_no_such_edition({ code: typed.edition }) })
  }
  const dateOf = (field: 'from' | 'to') => {
    if (typed[field] === '') return null
    const date = calendarDate.safeParse(typed[field])
    if (date.success) return date.data
    faults.push({ field, message: m.reports_filter_bad_date({ typed: typed[field] }) })
    return null
  }
  const from = dateOf('from')
  let to = dateOf('to')
  if (from && to && to < from) {
    faults.push({ field: 'to', message: m.reports_filter_backwards() })
    to = null
  }
  return { filter: { edition, from, to, teachers: params.get('teachers') === 'on' }, faults, typed }
}

/** The same for one edition, whichever the search names: `search` is what asks for it at the edition's own address. */
export function editionFilter(params: URLSearchParams, edition: { id: string; code: string }) {
  const own = new URLSearchParams(params)
  own.set('edition', edition.code)
  const { filter, faults, typed } = attendanceFilter(own, [edition])
  return { filter: { ...filter, edition }, faults, typed, search: searchOf({ ...filter, edition: null }) }
}

/** The address's search that asks for the same; empty for everything. */
export function searchOf({ edition, from, to, teachers }: AttendanceFilter): string {
  const params = new URLSearchParams({
    ...(edition && { edition: edition.code }),
    ...(from && { from }),
    ...(to && { to }),
    ...(teachers && { teachers: 'on' }),
  })
  return params.size === 0 ? '' : `?${params}`
}

/** The name of the file without its ending: `presenze-iris-pm-01-2026-02-01-2026-02-28`. */
export function fileStem(project: { slug: string }, { edition, from, to }: AttendanceFilter): string {
  const parts = [m.reports_file_name(), edition?.code ?? project.slug, from, to]
  return parts
    .filter(Boolean)
    .join('-')
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
}

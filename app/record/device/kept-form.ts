// SPDX-License-Identifier: AGPL-3.0-or-later
// A form that was sent where there was no network, kept by the worker of the device (public/worker-forms.js), sent later.
import { z } from 'zod'
import type { Flash } from '#base/http/flash.server.ts'

const moment = z.iso.datetime({ precision: 3 })

/** What the worker adds to the fields of the form itself. */
export const keptSchema = z.object({
  /** Where the form was sent to. */
  kept_path: z.string().max(300),
  /** Whose page it was on (deviceKeyOf). */
  kept_account: z.string().max(50),
  /** By the device's clock: when it was sent by its author, and when by the worker. */
  kept_at: moment,
  kept_sent_at: moment,
  /** The stamp of its page. */
  kept_given: z.string().max(200),
})

export type KeptForm = z.output<typeof keptSchema>

/** The fields of a kept form as its own page sent them. */
export function ownFields(sent: FormData): FormData {
  const form = new FormData()
  for (const [name, value] of sent) if (!(name in keptSchema.shape)) form.append(name, value)
  return form
}

/** What came of a form: where it leads its author, and what it says there. */
export type Taken = { path: string; text: string; tone?: Flash['tone'] }

const kinds = [
  ['roll', /^attendance$/],
  ['person', /^people\/([\w-]{1,100})$/],
  ['walk_in', /^walk-ins\/new$/],
  ['end', /^close$/],
] as const

export type KeptKind = (typeof kinds)[number][0]

/** Which form of a meeting an address takes, and of whom; null for one that cannot be kept. */
export function kindOf(path: string, meeting_id: string): { kind: KeptKind; person: string } | null {
  const start = `/meetings/${meeting_id}/`
  if (!path.startsWith(start)) return null
  for (const [kind, pattern] of kinds) {
    const found = pattern.exec(path.slice(start.length))
    if (found) return { kind, person: found[1] ?? '' }
  }
  return null
}

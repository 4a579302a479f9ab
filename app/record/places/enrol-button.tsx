// SPDX-License-Identifier: AGPL-3.0-or-later

import { m } from '#base/i18n/paraglide/messages.js'
import { PostButton } from '#base/ui/buttons.tsx'
import { personName } from '#plan/people/person.ts'

type Props = {
  person: { id: string; first_name: string; last_name: string }
  /** No places left: the button says so, and enrols all the same. */
  full: boolean
  /** The page and search to come back to. */
  address: string
}

/** Enrols one person of the register. */
export function EnrolButton({ person, full, address }: Props) {
  const fields = { intent: 'enrol', person: person.id, ...(full && { over: 'on' }) }
  return (
    <PostButton action={address} fields={fields}>
      {full ? m.editions_enrol_over() : m.editions_enrol_this()}
      <span className="visually-hidden">: {personName(person.first_name, person.last_name)}</span>
    </PostButton>
  )
}

// SPDX-License-Identifier: AGPL-3.0-or-later

import { m } from '#base/i18n/paraglide/messages.js'
import { LinkButton } from '#base/ui/buttons.tsx'
import { Section } from '#base/ui/page.tsx'
import type { MeetingTable } from '#db/schema.ts'
import { isSettled } from '#plan/meetings/meeting.ts'
import type { OnDevice } from '#record/device/kept-page.ts'

type Props = {
  meeting: { id: string; state: MeetingTable['state']; mode: MeetingTable['mode'] }
  /** Its beginning is past. */
  begun: boolean
  /** Its end is past. */
  over: boolean
  totals: { unmarked: number }
  people: readonly unknown[]
  mayRecord: boolean
  mayLock: boolean
}

/** What comes next at a meeting, for whoever may do it: roll call, closing, locking, correcting. */
export function MeetingNextActions({ meeting, begun, over, totals, people, mayRecord, mayLock }: Props) {
  const here = `/meetings/${meeting.id}`
  const { state } = meeting
  if (state === 'cancelled') return null
  if (state === 'closed' || state === 'locked') {
    const mayCorrect = state === 'closed' ? mayRecord : mayLock
    return (
      <>
        {state === 'closed' && mayLock && <LinkButton to={`${here}/lock`}>{m.register_lock()}</LinkButton>}
        <LinkButton to={`${here}/register`} tone={mayLock && state === 'closed' ? 'secondary' : 'primary'}>
          {m.words_register_page()}
        </LinkButton>
        {mayCorrect && (
          <LinkButton to={`${here}/attendance`} tone="secondary">
            {m.register_correct()}
          </LinkButton>
        )}
      </>
    )
  }
  if (!mayRecord) return null
  const called = people.length > 0 && totals.unmarked === 0
  const ready = over && called
  return (
    <>
      <LinkButton to={`${here}/attendance`} tone={ready ? 'secondary' : 'primary'}>
        {totals.unmarked === people.length ? m.words_call_the_roll() : m.attendance_continue_roll_call()}
      </LinkButton>
      {begun && (
        <LinkButton to={`${here}/close`} tone={ready ? 'primary' : 'secondary'}>
          {m.register_close()}
        </LinkButton>
      )}
    </>
  )
}

/** The other pages of a meeting, by its mode and state. */
export function MeetingTools({
  meeting,
  mayRecord,
  reports,
  device,
}: Pick<Props, 'meeting' | 'mayRecord'> & {
  reports: readonly { id: string; name: string }[]
  device: OnDevice
}) {
  const here = `/meetings/${meeting.id}`
  const settled = isSettled(meeting)
  const isLive = meeting.state === 'planned' || meeting.state === 'open'
  const links: [to: string, label: string, shown: boolean][] = [
    ['check-in', m.register_tool_check_in(), mayRecord && isLive],
    ['arrivals', m.words_arrivals(), mayRecord && meeting.state !== 'cancelled'],
    ['walk-ins/new', m.register_tool_walk_in(), mayRecord && isLive],
    [
      'import',
      m.words_platform_report(),
      mayRecord && meeting.state !== 'cancelled' && meeting.mode !== 'in_person',
    ],
    ...reports.map(({ id, name }): [string, string, boolean] => [
      `import/${id}`,
      m.register_tool_report({ name }),
      true,
    ]),
    ['evidence', m.register_fact_evidence(), meeting.state !== 'cancelled'],
    ['register', m.words_register_page(), isLive],
    ['register.pdf?form=blank', m.register_pdf_blank(), !settled && meeting.state !== 'cancelled'],
    ['register.pdf?form=final', m.register_pdf_final(), settled],
  ]
  const open = links.filter(([, , shown]) => shown)
  if (open.length === 0) return null
  return (
    <Section title={m.register_tools()}>
      <div className="actions">
        {open.map(([to, label]) => (
          <LinkButton key={to} to={`${here}/${to}`} tone="secondary" reloadDocument={to.includes('.pdf')}>
            {label}
          </LinkButton>
        ))}
        {device.keeping === 'kept' && isLive && (
          <LinkButton to={`/teaching/device?take=${meeting.id}`} tone="secondary">
            {m.device_take()}
          </LinkButton>
        )}
      </div>
    </Section>
  )
}

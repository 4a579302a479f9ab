// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import type { z } from 'zod'
import { m } from '#app/i18n/paraglide/messages.js'
import { Button } from '#app/ui/buttons.tsx'
import { FormErrors, TextArea, TextField } from '#app/ui/fields.tsx'
import type { rollCallSchema } from './roll-call.ts'
import { type RollCallPerson, RollCallRow } from './roll-call-row.tsx'
import { RollCallSummary } from './roll-call-summary.tsx'
import { totalsOf } from './totals.ts'

type Props = {
  meeting: { id: string }
  topic: string
  scheduled: number
  /** Whether corrections need a reason: not while the meeting runs, always once it is over or settled. */
  rule: 'running' | 'over' | 'settled'
  nonce: string
  people: readonly RollCallPerson[]
  /** What came back: with errors, or with everybody present. */
  result: SubmissionResult | undefined
}

const reasonHints = {
  running: m.attendance_reason_hint,
  over: m.attendance_reason_hint_over,
  settled: m.attendance_reason_hint_settled,
}

/** The roll call: a plain form; public/roll-call.js makes it quicker where scripts run. */
export function RollCallForm({ meeting, topic, scheduled, rule, nonce, people, result }: Props) {
  const [form, fields] = useForm<z.input<ReturnType<typeof rollCallSchema>>>({
    id: 'roll',
    lastResult: result,
    defaultValue: { topic, topic_seen: topic },
  })
  const marks = form.initialValue?.marks
  const typed = result && typeof marks === 'object' ? marks : null
  const rows = people.map((person) => {
    const { mark } = person
    const kept = { status: mark?.status, in: mark?.in, out: mark?.out, base: mark?.id }
    return { person, values: (typed ? typed[person.person_id] : kept) ?? {} }
  })
  const errorsOf = (name: string) => form.allErrors[name]
  const labels = Object.fromEntries(
    people.flatMap(({ person_id, name }) =>
      ['status', 'in', 'out'].map((field) => [`marks.${person_id}.${field}`, name]),
    ),
  )
  const totals = totalsOf(
    rows.map(({ person, values }) => {
      const status = values.status as 'present' | 'absent' | 'excused' | undefined
      const credited_minutes = person.mark?.credited_minutes ?? 0
      return { enrolled: true, mark: status ? { status, credited_minutes } : null }
    }),
  )
  const withReason = rule === 'settled' || people.some((person) => person.mark !== null)
  return (
    <form method="post" className="roll" autoComplete="off" {...getFormProps(form)}>
      <FormErrors form={form} labels={{ ...labels, reason: m.attendance_reason() }} />
      {/* Enter in a field presses the first button: it must be the one that saves. */}
      <button type="submit" hidden tabIndex={-1} />
      <input type="hidden" name="nonce" value={nonce} />
      <input type="hidden" name="topic_seen" defaultValue={fields.topic_seen.initialValue ?? ''} />
      <RollCallSummary totals={totals} />
      <ol className="roll-list">
        {rows.map(({ person, values }) => (
          <RollCallRow
            key={person.person_id}
            formId={form.id}
            meeting={meeting}
            person={person}
            values={values}
            scheduled={scheduled}
            errorsOf={errorsOf}
          />
        ))}
      </ol>
      <TextArea field={fields.topic} label={m.attendance_topic()} hint={m.attendance_topic_hint()} rows={3} />
      {withReason && (
        <TextField field={fields.reason} label={m.attendance_reason()} hint={reasonHints[rule]()} />
      )}
      <div className="roll-save">
        <Button>{m.attendance_save()}</Button>
        <span className="roll-unsaved" role="status" data-roll-unsaved data-text={m.attendance_unsaved()} />
      </div>
    </form>
  )
}

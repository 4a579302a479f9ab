// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import type { z } from 'zod'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button } from '#base/ui/buttons.tsx'
import { FormErrors, TextArea, TextField } from '#base/ui/fields.tsx'
import type { ReasonRule } from '#record/marks/change.ts'
import { reasonHint } from '#record/marks/words.ts'
import { isOfGroup, type RollGroup, type RowValues, rollFormId, rollGroups } from './fields.ts'
import type { rollCallSchema } from './roll-call.ts'
import { RollCallList, RollCallWalkIns } from './roll-call-lists.tsx'
import type { RollCallPerson } from './roll-call-row.tsx'
import { RollCallSummary } from './roll-call-summary.tsx'
import type { RollCallWalkIn } from './walk-in-row.tsx'
import { rollCallWords } from './words.ts'

type Props = {
  meeting: { id: string; starts_at: string; ends_at: string }
  topic: string
  /** The topic that waits to be signed, if one does. */
  topicWaits: string | null
  scheduled: number
  rule: ReasonRule
  /** A locked register, which the reader may not correct: shown, not changed. */
  locked: boolean
  nonce: string
  accountId: string
  since: string
  stamp: string
  zone: string
  /** From which time on (HH:MM) who arrives is late. */
  lateFrom: string
  /** The group of people that alone is looked at. */
  shown: RollGroup | null
  people: readonly RollCallPerson[]
  teachers: readonly RollCallPerson[]
  walkIns: readonly RollCallWalkIn[]
  /** Where walk-ins are matched, for who may. */
  office: string | null
  /** What came back: with errors, or with everybody present. */
  result: SubmissionResult | undefined
}

/** The roll call: a plain form; public/roll-call.js makes it quicker, and saves as it goes, where scripts run. */
export function RollCallForm(props: Props) {
  const { meeting, topic, scheduled, rule, locked, nonce, people, teachers, walkIns, result } = props
  const [form, fields] = useForm<z.input<ReturnType<typeof rollCallSchema>>>({
    id: rollFormId,
    lastResult: result,
    defaultValue: { topic, topic_seen: topic },
  })
  const typedMarks = typedRows(result, form.initialValue?.marks)
  const typedWalkIns = typedRows(result, form.initialValue?.walk_ins)
  const everybody = [...people, ...teachers]
  const isOf = (group: RollGroup, person: RollCallPerson, values: RowValues) =>
    isOfGroup(group, { values, held: person.held, first: person.mark?.first ?? '' }, props.lateFrom)
  const rowsOf = (some: readonly RollCallPerson[], shown: RollGroup | null = null) =>
    some.map((person) => {
      const { mark } = person
      const kept = { status: mark?.status, in: mark?.in, out: mark?.out, base: mark?.id }
      const values = (typedMarks ? typedMarks[person.person_id] : kept) ?? {}
      return { person, values, hidden: shown !== null && !isOf(shown, person, values) }
    })
  const errorsOf = (name: string) => form.allErrors[name]
  const labels = Object.fromEntries([
    ...everybody.flatMap(({ person_id, name }) =>
      ['status', 'in', 'out'].map((field) => [`marks.${person_id}.${field}`, name]),
    ),
    ...walkIns.flatMap(({ id, name }) => ['in', 'out'].map((field) => [`walk_ins.${id}.${field}`, name])),
  ])
  const rows = rowsOf(people, props.shown)
  const counts = Object.fromEntries(
    rollGroups.map((group) => [
      group,
      rows.filter(({ person, values }) => isOf(group, person, values)).length,
    ]),
  ) as Record<RollGroup, number>
  const settled = rule === 'settled'
  const withReason = !settled && everybody.some((person) => person.mark !== null)
  const list = { meeting, scheduled, locked, errorsOf }
  return (
    <form
      method="post"
      className="roll"
      autoComplete="off"
      {...getFormProps(form)}
      data-save={`/meetings/${meeting.id}/attendance/save`}
      data-account={props.accountId}
      data-since={props.since}
      data-stamp={props.stamp}
      data-zone={props.zone}
      data-from={meeting.starts_at}
      data-to={meeting.ends_at}
      data-late-from={props.lateFrom}
      data-locked={locked || undefined}
      data-signed={settled || undefined}
      data-came-back={result && (result.error ? 'wrong' : 'filled')}
      data-topic-waits={props.topicWaits ?? undefined}
      data-words={rollCallWords()}
    >
      <FormErrors form={form} labels={{ ...labels, reason: m.attendance_reason() }} />
      {/* Enter in a field presses the first button: it must be the one that saves. */}
      <button type="submit" hidden tabIndex={-1} disabled={locked} />
      <input type="hidden" name="nonce" value={nonce} />
      <input type="hidden" name="topic_seen" defaultValue={fields.topic_seen.initialValue ?? ''} />
      <RollCallSummary counts={counts} shown={props.shown} locked={locked} />
      <RollCallList {...list} rows={rows} />
      <p
        className="roll-nobody"
        role="status"
        data-roll-nobody
        hidden={rows.length === 0 || rows.some(({ hidden }) => !hidden)}
      >
        <span>{m.attendance_nobody_found()}</span>
        {!locked && (
          <>
            {' '}
            <a href={`/meetings/${meeting.id}/walk-ins/new`} hidden data-roll-add>
              {m.attendance_nobody_found_add()}
            </a>
          </>
        )}
      </p>
      <RollCallWalkIns {...list} walkIns={walkIns} typed={typedWalkIns} office={props.office} />
      {teachers.length > 0 && (
        <section aria-labelledby="roll-teachers">
          <h2 className="roll-heading" id="roll-teachers">
            {m.words_trainers_and_tutors()}
          </h2>
          <p className="field-hint">{m.attendance_teachers_hint()}</p>
          <RollCallList {...list} rows={rowsOf(teachers)} teaching />
        </section>
      )}
      {!locked && (
        <>
          <TextArea
            field={fields.topic}
            label={m.words_topic_taught()}
            hint={m.attendance_topic_hint()}
            rows={2}
          />
          <p role="status" data-roll-topic />
          {props.topicWaits !== null && (
            <p>
              <strong>{m.attendance_row_waits({ what: props.topicWaits })}</strong>
            </p>
          )}
          <div data-roll-reason hidden={!withReason}>
            <TextField field={fields.reason} label={m.attendance_reason()} hint={reasonHint(rule)} />
          </div>
          <div className="roll-save">
            <nav className="roll-jumps" aria-label={m.attendance_jumps()}>
              <a href={`#${fields.topic.id}`}>{m.attendance_jump_topic()}</a>
              <a href={`#${fields.reason.id}`} data-roll-reason hidden={!withReason}>
                {m.attendance_jump_reason()}
              </a>
              {teachers.length > 0 && <a href="#roll-teachers">{m.attendance_jump_hours()}</a>}
              {!settled && <a href={`/meetings/${meeting.id}/close`}>{m.attendance_jump_close()}</a>}
            </nav>
            <button
              type="button"
              className="btn btn-outline-primary"
              data-roll-undo
              data-roll-script
              hidden
              disabled
            >
              {m.attendance_undo_short()}
              <span className="visually-hidden" />
            </button>
            <Button>
              {settled ? (
                m.attendance_propose()
              ) : (
                <>
                  {m.ui_save()} <span className="roll-save-what">{m.attendance_save_what()}</span>
                </>
              )}
            </Button>
            <span className="roll-unsaved" role="status" data-roll-status />
          </div>
        </>
      )}
    </form>
  )
}

/** The rows of a form that came back, as they were typed; null when nothing came back. */
function typedRows(result: SubmissionResult | undefined, rows: unknown): Record<string, RowValues> | null {
  return result && typeof rows === 'object' ? (rows as Record<string, RowValues>) : null
}

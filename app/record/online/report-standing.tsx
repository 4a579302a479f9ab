// SPDX-License-Identifier: AGPL-3.0-or-later
import type { SubmissionResult } from '@conform-to/react'
import { m } from '#base/i18n/paraglide/messages.js'
import { LinkButton } from '#base/ui/buttons.tsx'
import { Notice } from '#base/ui/notice.tsx'
import { Section } from '#base/ui/page.tsx'
import { personName } from '#plan/people/person.ts'
import { type Difference, DifferencesForm } from './differences-form.tsx'
import { RecordForm } from './record-form.tsx'

type Props = {
  /** The meeting's address. */
  here: string
  standing: {
    unmarked: number
    different: Difference[]
    outside: { person_id: string; first_name: string; last_name: string }[]
    missing: number
  }
  settled: boolean
  over: boolean
  mayRecord: boolean
  enrolTo: string | null
  result: SubmissionResult | undefined
}

/** How the platform's times stand to the presence recorded: what somebody has to look at. */
export function ReportStanding({ here, standing, settled, over, mayRecord, enrolTo, result }: Props) {
  const { unmarked, different, outside, missing } = standing
  const asked = result?.initialValue?.intent
  const names = outside.map((person) => personName(person.first_name, person.last_name)).join(', ')
  return (
    <>
      {outside.length > 0 && (
        <Notice tone="warning" title={m.online_outside_title({ n: outside.length })}>
          <p>{m.online_outside_text({ names })}</p>
          {enrolTo && (
            <LinkButton to={enrolTo} tone="secondary">
              {m.online_outside_enrol()}
            </LinkButton>
          )}
        </Notice>
      )}
      {missing > 0 && (
        <Notice tone="info" title={m.online_missing_title({ n: missing })}>
          <p>{m.online_missing_text()}</p>
          {mayRecord && (
            <LinkButton to={`${here}/attendance`} tone="secondary">
              {m.online_missing_roll_call()}
            </LinkButton>
          )}
        </Notice>
      )}
      {unmarked > 0 && (
        <Notice tone="warning" title={m.online_unmarked_title({ n: unmarked })}>
          {mayRecord && <RecordForm result={asked === 'record' ? result : undefined} />}
        </Notice>
      )}
      {asked === 'choose' &&
        Object.values(result?.error ?? {}).map((errors) => (
          <Notice key={String(errors)} tone="danger">
            {errors?.join(' ')}
          </Notice>
        ))}
      {different.length > 0 && (
        <Section title={m.online_different_title()} id="different">
          <p>{m.online_different_text()}</p>
          <DifferencesForm
            here={here}
            rows={different}
            reasonNeeded={over && !settled}
            mayRecord={mayRecord}
            result={asked === 'take_times' ? result : undefined}
          />
        </Section>
      )}
    </>
  )
}

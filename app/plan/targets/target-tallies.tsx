// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import type { z } from 'zod'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button, ButtonRow } from '#base/ui/buttons.tsx'
import { FieldRow, FormErrors, TextField } from '#base/ui/fields.tsx'
import { EmptyState } from '#base/ui/notice.tsx'
import { Section } from '#base/ui/page.tsx'
import { Pager } from '#base/ui/table.tsx'
import type { tallySchema } from './form.ts'
import type { listTallies } from './tallies.server.ts'
import { TallyTable } from './tally-table.tsx'
import type { TargetLine } from './target.ts'

type Props = {
  line: TargetLine
  manages: boolean
  result: SubmissionResult | undefined
  tallies: Awaited<ReturnType<typeof listTallies>>
  page: number
  address: string
  newId: string
}

/** The numbers recorded for a line, and the form that records one more. */
export function TargetTallies({ manages, result, tallies, page, address, newId }: Props) {
  return (
    <Section title={m.targets_tallies()}>
      {tallies.total === 0 ? (
        <EmptyState title={m.targets_tallies_none()}>
          {manages ? m.targets_tallies_none_text() : undefined}
        </EmptyState>
      ) : (
        <>
          <TallyTable tallies={tallies.rows} />
          <Pager page={page} pages={tallies.pages} total={tallies.total} address={address} />
        </>
      )}
      {manages && <TallyForm result={result} id={newId} />}
    </Section>
  )
}

function TallyForm({ result, id }: { result: SubmissionResult | undefined; id: string }) {
  const isOwn = result?.initialValue?.intent === 'tally'
  const [form, fields] = useForm<z.input<typeof tallySchema>>({
    id: 'tally',
    lastResult: isOwn ? result : undefined,
  })
  const kept = isOwn ? result?.initialValue?.id : undefined
  const labels = {
    on_date: m.words_date(),
    quantity: m.targets_tally_quantity(),
    note: m.words_note(),
  }
  return (
    <form method="post" {...getFormProps(form)}>
      <h3>{m.targets_tally_add()}</h3>
      <FormErrors form={form} labels={labels} />
      <input type="hidden" name="intent" value="tally" />
      <input type="hidden" name="id" value={typeof kept === 'string' ? kept : id} />
      <FieldRow>
        <TextField field={fields.on_date} label={labels.on_date} type="date" />
        <TextField
          field={fields.quantity}
          label={labels.quantity}
          hint={m.targets_hint_tally_quantity()}
          type="number"
        />
      </FieldRow>
      <TextField field={fields.note} label={labels.note} hint={m.targets_hint_tally_note()} />
      <ButtonRow>
        <Button>{m.targets_tally_add()}</Button>
      </ButtonRow>
    </form>
  )
}

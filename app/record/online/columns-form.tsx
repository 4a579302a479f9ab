// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import { m } from '#base/i18n/paraglide/messages.js'
import { columnLabel } from '#base/sheets/mapping.ts'
import { Button, ButtonRow } from '#base/ui/buttons.tsx'
import { CheckboxField, FieldRow, FormErrors, SelectField, TextField } from '#base/ui/fields.tsx'
import { optional } from '#base/ui/optional-field.ts'
import { mappedColumnName } from './mapping-form.ts'
import { MappingPreview, type Preview } from './mapping-preview.tsx'
import { platformName, platforms } from './report.ts'
import { dateOrders, type MappedColumn, mappedColumns, zones } from './report-mapping.ts'

type Fields = Record<
  | MappedColumn
  | 'head'
  | 'platform'
  | 'platform_name'
  | 'order'
  | 'zone'
  | 'others_ok'
  | 'reason'
  | 'password',
  string
>

type Props = {
  rows: readonly { number: number; cells: readonly string[] }[]
  width: number
  shown: Record<string, string>
  zone: string
  preview: Preview | null
  result: SubmissionResult | undefined
}

const orderNames = {
  auto: m.online_map_order_auto,
  day_first: m.online_map_order_day_first,
  month_first: m.online_map_order_month_first,
}

/** Says what each column of a table holds, shows what would be read, and imports it: one form, with two buttons. */
export function ColumnsForm({ rows, width, shown, zone, preview, result }: Props) {
  const [form, fields] = useForm<Fields>({ id: 'mapping', defaultValue: shown, lastResult: result })
  const head = Number(result?.initialValue?.head ?? shown.head)
  const headings = rows.find(({ number }) => number === head)?.cells ?? []
  const options = Array.from({ length: width }, (_, at) => {
    return { value: String(at), label: columnLabel(at, headings[at]) }
  })
  const column = (name: MappedColumn, hint?: string) => (
    <SelectField
      field={fields[name]}
      label={mappedColumnName(name)}
      {...(hint && { hint })}
      options={options}
      blank={m.online_map_none()}
    />
  )
  const columnLabels = Object.fromEntries(mappedColumns.map((name) => [name, mappedColumnName(name)]))
  return (
    <form method="post" {...getFormProps(form)}>
      <FormErrors
        form={form}
        labels={{
          ...columnLabels,
          head: m.online_map_head(),
          platform_name: m.online_field_platform_name(),
          others_ok: m.online_map_others_ok(),
          reason: m.words_reason(),
        }}
      />
      <FieldRow>
        <SelectField
          field={fields.platform}
          label={m.words_platform()}
          options={platforms.map((platform) => ({ value: platform, label: platformName(platform) }))}
        />
        <TextField
          field={optional(fields.platform_name)}
          label={m.online_field_platform_name()}
          hint={m.online_field_platform_name_hint()}
        />
      </FieldRow>
      <SelectField
        field={fields.head}
        label={m.online_map_head()}
        hint={m.online_map_head_hint()}
        options={rows.map(({ number, cells }) => ({ value: String(number), label: rowLabel(number, cells) }))}
      />
      <fieldset>
        <legend>{m.online_map_people()}</legend>
        {column('name', m.online_map_name_hint())}
        <FieldRow>
          {column('first_name')}
          {column('last_name')}
        </FieldRow>
        <FieldRow>
          {column('email')}
          {column('role')}
        </FieldRow>
      </fieldset>
      <fieldset>
        <legend>{m.online_map_times()}</legend>
        <FieldRow>
          {column('in')}
          {column('out')}
        </FieldRow>
        {column('duration')}
        <p>{m.online_map_events()}</p>
        <FieldRow>
          {column('action')}
          {column('timestamp')}
        </FieldRow>
        <FieldRow>
          <SelectField
            field={fields.order}
            label={m.online_map_order()}
            options={dateOrders.map((order) => ({ value: order, label: orderNames[order]() }))}
          />
          <SelectField
            field={fields.zone}
            label={m.online_map_zone()}
            options={[
              { value: 'own', label: m.online_map_zone_own({ zone }) },
              ...zones.map((name) => ({ value: name, label: name })),
            ]}
          />
        </FieldRow>
      </fieldset>
      {preview && (
        <>
          <MappingPreview preview={preview} />
          {preview.others.length > 0 && (
            <CheckboxField field={fields.others_ok} label={m.online_map_others_ok()} />
          )}
        </>
      )}
      <ButtonRow>
        <Button name="intent" value="preview" tone={preview ? 'secondary' : 'primary'}>
          {m.online_map_preview()}
        </Button>
        {preview && (
          <Button name="intent" value="import">
            {m.online_import()}
          </Button>
        )}
      </ButtonRow>
    </form>
  )
}

function rowLabel(number: number, cells: readonly string[]): string {
  const text = cells.filter(Boolean).join(' · ')
  return `${number}: ${text.length > 80 ? `${text.slice(0, 79)}…` : text}`
}

// SPDX-License-Identifier: AGPL-3.0-or-later

import { m } from '#base/i18n/paraglide/messages.js'
import { CheckboxGroup, type Field, FieldRow, RadioField, SelectField, TextField } from '#base/ui/fields.tsx'
import { organisationTypeOptions, sectorName, sectors } from '#plan/organisations/organisation.ts'
import type { TargetValues } from './form.ts'
import {
  audienceName,
  audiences,
  kinds,
  labelOf,
  sources,
  type TargetLine,
  unitName,
  units,
} from './target.ts'
import { lineKindName, lineSourceName } from './words.ts'

type Props = {
  fields: Record<keyof TargetValues, Field>
  /** The lines that this one may stand under. */
  parents: { line: Pick<TargetLine, 'id' | 'label_it' | 'label_en'>; depth: number }[]
}

export const targetLabels = (): Record<keyof TargetValues, string> => ({
  label_it: m.targets_field_label_it(),
  label_en: m.targets_field_label_en(),
  quantity: m.targets_field_quantity(),
  unit: m.words_unit(),
  kind: m.targets_field_kind(),
  source: m.targets_field_source(),
  audience: m.targets_field_audience(),
  sector: m.words_sector(),
  organisation_types: m.targets_field_organisation_types(),
  parent_id: m.targets_field_parent(),
  position: m.words_position(),
})

/** A target line: its name, its number, then what it counts. */
export function TargetFields({ fields, parents }: Props) {
  const label = targetLabels()
  const types = organisationTypeOptions().flatMap(({ options }) => options)
  return (
    <>
      <FieldRow>
        <TextField field={fields.label_it} label={label.label_it} />
        <TextField field={fields.label_en} label={label.label_en} />
      </FieldRow>
      <FieldRow>
        <TextField
          field={fields.quantity}
          label={label.quantity}
          hint={m.targets_hint_quantity()}
          type="number"
          min={1}
        />
        <SelectField
          field={fields.unit}
          label={label.unit}
          options={units.map((unit) => ({ value: unit, label: unitName(unit) }))}
        />
        <SelectField
          field={fields.kind}
          label={label.kind}
          options={kinds.map((kind) => ({ value: kind, label: lineKindName(kind) }))}
        />
      </FieldRow>
      <FieldRow>
        <SelectField
          field={fields.parent_id}
          label={label.parent_id}
          hint={m.targets_hint_parent()}
          blank={m.targets_no_parent()}
          options={parents.map(({ line, depth }) => ({
            value: line.id,
            label: `${'– '.repeat(depth)}${labelOf(line)}`,
          }))}
        />
        <TextField
          field={fields.position}
          label={label.position}
          hint={m.targets_hint_position()}
          type="number"
          min={1}
        />
      </FieldRow>
      <RadioField
        field={fields.source}
        legend={label.source}
        options={sources.map((source) => ({ value: source, label: lineSourceName(source) }))}
      />
      <RadioField
        field={fields.audience}
        legend={label.audience}
        options={audiences.map((audience) => ({ value: audience, label: audienceName(audience) }))}
      />
      <SelectField
        field={fields.sector}
        label={label.sector}
        blank={m.targets_any_sector()}
        options={sectors.map((sector) => ({ value: sector, label: sectorName(sector) }))}
      />
      <CheckboxGroup
        field={fields.organisation_types}
        legend={label.organisation_types}
        hint={m.targets_hint_organisation_types()}
        options={types}
      />
    </>
  )
}

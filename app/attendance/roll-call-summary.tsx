// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#app/i18n/paraglide/messages.js'
import { Button } from '#app/ui/buttons.tsx'
import type { Totals } from './totals.ts'

/** Stays in sight while the list scrolls. What only works with the script is hidden until it runs. */
export function RollCallSummary({ totals }: { totals: Totals }) {
  const figures = [
    { key: 'present', label: m.attendance_present(), value: totals.present },
    { key: 'absent', label: m.attendance_absent(), value: totals.absent },
    { key: 'excused', label: m.attendance_excused(), value: totals.excused },
    { key: 'unmarked', label: m.attendance_unmarked(), value: totals.unmarked },
  ]
  return (
    <>
      <section className="roll-summary" aria-label={m.attendance_summary()}>
        <dl className="roll-totals">
          {figures.map(({ key, label, value }) => (
            <div key={key} className={`roll-total roll-total-${key}`}>
              <dt>{label}</dt>
              <dd data-roll-total={key}>{value}</dd>
            </div>
          ))}
        </dl>
        <Button tone="secondary" name="intent" value="all_present" aria-describedby="roll-all-hint">
          {m.attendance_all_present()}
        </Button>
      </section>
      <p className="field-hint" id="roll-all-hint">
        {m.attendance_all_present_hint()}
      </p>
      <div className="roll-find" data-roll-script hidden>
        <label htmlFor="roll-find">{m.attendance_find_person()}</label>
        <input className="input" type="search" id="roll-find" data-roll-find />
        <p
          className="field-hint roll-keys"
          data-roll-keys={[
            m.attendance_key_present(),
            m.attendance_key_absent(),
            m.attendance_key_excused(),
          ].join('')}
        >
          {m.attendance_keys()}
        </p>
      </div>
    </>
  )
}

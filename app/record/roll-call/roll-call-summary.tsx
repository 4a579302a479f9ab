// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#base/i18n/paraglide/messages.js'
import { Button } from '#base/ui/buttons.tsx'
import type { Totals } from '#record/marks/totals.ts'
import { rollCallKeys } from './words.ts'

type Props = { totals: Totals; locked: boolean }

/** Stays in sight while the list scrolls. What only works with the script is hidden until it runs. */
export function RollCallSummary({ totals, locked }: Props) {
  const figures = [
    { key: 'present', label: m.words_present_people(), value: totals.present },
    { key: 'absent', label: m.attendance_absent(), value: totals.absent },
    { key: 'excused', label: m.words_excused(), value: totals.excused },
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
        {!locked && (
          <Button tone="secondary" name="intent" value="all_present" aria-describedby="roll-all-hint">
            {m.attendance_all_present()}
          </Button>
        )}
      </section>
      {!locked && <Helps />}
    </>
  )
}

function Helps() {
  return (
    <>
      <p className="field-hint" id="roll-all-hint">
        {m.attendance_all_present_hint()}
      </p>
      <p>
        <Button tone="secondary" name="intent" value="all_absent">
          {m.attendance_all_absent()}
        </Button>
      </p>
      <div className="roll-find" data-roll-script hidden>
        <label htmlFor="roll-find">{m.attendance_find_person()}</label>
        <input className="input" type="search" id="roll-find" data-roll-find />
        <details className="roll-keys" open>
          <summary>{m.attendance_keys()}</summary>
          <ul>
            {rollCallKeys().map(({ key, does }) => (
              <li key={key}>
                <kbd>{key.toUpperCase()}</kbd> {does}
              </li>
            ))}
            <li>
              <kbd>Ctrl</kbd>+<kbd>Z</kbd> {m.attendance_undo()}
            </li>
            <li>
              <kbd>/</kbd> {m.attendance_find_person()}
            </li>
          </ul>
        </details>
      </div>
    </>
  )
}

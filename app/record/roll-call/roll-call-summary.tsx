// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#base/i18n/paraglide/messages.js'
import { Button } from '#base/ui/buttons.tsx'
import { Icon } from '#base/ui/icon.tsx'
import { type RollGroup, rollGroups } from './fields.ts'
import { rollCallKeys } from './words.ts'

type Props = {
  counts: Record<RollGroup, number>
  /** The group that alone is looked at. */
  shown: RollGroup | null
  locked: boolean
}

const names: Record<RollGroup, () => string> = {
  unmarked: m.attendance_unmarked,
  present: m.words_present_people,
  absent: m.attendance_absent,
  excused: m.words_excused,
  late: m.attendance_late,
  doubtful: m.attendance_doubtful,
}

/** Stays in sight while the list scrolls: search, one word about everybody, and the figures, each of which shows its people. */
export function RollCallSummary({ counts, shown, locked }: Props) {
  return (
    <section className="roll-summary" aria-label={m.attendance_summary()}>
      {!locked && (
        <div className="roll-tools">
          <div className="roll-find" data-roll-script hidden>
            <label htmlFor="roll-find" className="visually-hidden">
              {m.attendance_find_person()}
            </label>
            <Icon name="search" />
            <input
              className="input"
              type="search"
              id="roll-find"
              placeholder={m.attendance_find_person()}
              autoComplete="off"
              data-roll-find
            />
          </div>
          <Button tone="secondary" name="intent" value="all_present" aria-describedby="roll-all-hint">
            {m.attendance_all_present()}
          </Button>
          <details className="roll-all">
            <summary>
              <span aria-hidden="true">▾</span>
              <span className="visually-hidden">{m.attendance_all_more()}</span>
            </summary>
            <div className="roll-all-menu">
              <p className="field-hint" id="roll-all-hint">
                {m.attendance_all_present_hint()}
              </p>
              <Button tone="secondary" name="intent" value="all_absent">
                {m.attendance_all_absent()}
              </Button>
              <Keys />
            </div>
          </details>
        </div>
      )}
      <ul className="roll-totals">
        {rollGroups.map((group) => (
          <li key={group}>
            <button
              type="submit"
              className={`roll-total roll-total-${group}`}
              name="intent"
              value={group === shown ? 'show_all' : `show_${group}`}
              aria-pressed={group === shown}
              data-roll-show={group}
            >
              {names[group]()} <span data-roll-total={group}>{counts[group]}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What the keyboard does, where there is one. */
function Keys() {
  return (
    <div className="roll-keys" data-roll-script hidden>
      <p>{m.attendance_keys()}</p>
      <ul>
        {rollCallKeys().map(({ key, does }) => (
          <li key={key}>
            <kbd>{key.toUpperCase()}</kbd> {does}
          </li>
        ))}
        <li>
          <kbd>↑</kbd> <kbd>↓</kbd> {m.attendance_keys_move()}
        </li>
        <li>
          <kbd>Ctrl</kbd>+<kbd>Z</kbd> {m.attendance_undo()}
        </li>
        <li>
          <kbd>/</kbd> {m.attendance_find_person()}
        </li>
      </ul>
    </div>
  )
}

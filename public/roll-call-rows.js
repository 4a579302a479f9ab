// SPDX-License-Identifier: AGPL-3.0-or-later
// The rows of the roll call as the page shows them (app/record/roll-call/roll-call-row.tsx, walk-in-row.tsx).

export const form = document.querySelector('form.roll')
export const words = JSON.parse(form.dataset.words)
export const rows = [...form.querySelectorAll('.roll-row')].map(rowOf)

const same = (one, other) => ['status', 'in', 'out'].every((key) => one[key] === other[key])

function rowOf(element) {
  const [group, id] = element.querySelector('input[name]').name.split('.')
  const field = (key) => element.querySelector(`input[name="${group}.${id}.${key}"]`)
  const radios = [...element.querySelectorAll('input[type=radio]')]
  const details = element.querySelector('details')
  const times = element.querySelector('.roll-times')
  const span = element.querySelector('[data-roll-span]')
  const state = document.createElement('span')
  state.className = 'roll-state'
  state.id = `roll-state-${id}`
  element.querySelector('.roll-saved').prepend(state, ' ')

  const row = {
    element,
    id,
    group,
    details,
    times,
    radios,
    name: element.querySelector('.roll-name').textContent,
    several: element.querySelector('.roll-several') !== null,
    apart: element.closest('[data-roll-apart]') !== null,
    /** The recorded mark that the page knows, '' for none. */
    base: field('base')?.value ?? '',
    /** What that mark says, as the form shows it. */
    saved: {
      status: radios.find((radio) => radio.defaultChecked)?.value ?? '',
      in: field('in')?.defaultValue ?? '',
      out: field('out')?.defaultValue ?? '',
    },
    /** What waits to be signed of it, where the page of the register is closed. */
    waits: element.dataset.waits ? JSON.parse(element.dataset.waits) : null,
    /** The statement that the row makes: which one, when by this device's clock, on which page. */
    said: null,
    /** When whoever left comes back, and when whoever came back leaves again: see "arrives now". */
    again: '',
    until: '',
    /** Said only of whom nobody has marked; an earlier mark to be said again; sent, and no answer came. */
    first: false,
    like: '',
    uncertain: false,
    /** Sent as it is it was refused: 'reason' waits for one, 'wrong' for a change. */
    blocked: '',
    sent: null,

    values: () => ({
      status: radios.find((radio) => radio.checked)?.value ?? '',
      in: field('in')?.value ?? '',
      out: field('out')?.value ?? '',
      again: row.again,
      until: row.until,
    }),
    set(values) {
      for (const key of ['again', 'until']) row[key] = values[key] ?? ''
      for (const radio of radios) radio.checked = radio.value === values.status
      for (const key of ['in', 'out']) if (field(key)) field(key).value = values[key]
      row.showSpan()
      row.look = lookOf(row)
    },
    isSaved: (values) => same(values, row.saved),
    isProposed: (values) => row.waits !== null && same(values, row.waits),
    isDirty: () => row.like + row.again + row.until !== '' || row.uncertain || !same(row.values(), row.saved),
    /** Whether there is something to send: a status, a time, or that what was recorded is taken back. */
    isSaid: () => group === 'walk_ins' || row.base !== '' || Object.values(row.values()).join('') !== '',
    /** Takes over what is recorded. */
    adopt(answer) {
      row.base = answer.mark
      // What is recorded of somebody needs no reason any more to be left out.
      if (answer.status) delete element.dataset.held
      row.saved = { status: answer.status, in: answer.in, out: answer.out }
      row.several = answer.several
      if (answer.several) Object.assign(row.saved, { in: '', out: '' })
      if (times) times.hidden = answer.several
      row.set(row.saved)
      Object.assign(row, { first: false, like: '', uncertain: false, blocked: '', said: null })
    },
    /** '' · unsaved · saving · saved · wrong, in words of the page or in those of the server. */
    say(kind, text = words[kind] ?? '') {
      element.dataset.state = kind
      state.textContent = text
      for (const input of element.querySelectorAll('[aria-invalid]')) {
        input.removeAttribute('aria-invalid')
        input.removeAttribute('aria-describedby')
      }
    },
    tell(text, credited = '') {
      element.querySelector('[data-roll-text]').textContent = text
      const place = element.querySelector('[data-roll-credited]')
      if (place) place.textContent = credited
    },
    /** Arrival and leaving, where they are not the meeting's own, stand on the line itself. */
    showSpan() {
      const { in: arrived, out: left } = row.values()
      if (!row.several) span.textContent = arrived || left ? `${arrived}–${left}` : ''
    },
    refuse({ field: key, message }) {
      row.blocked = key === 'reason' ? 'reason' : 'wrong'
      row.say('wrong', `${words.unsaved}: ${message}`)
      const input = key && field(key)
      if (!input) return
      if (details) details.open = true
      input.setAttribute('aria-invalid', 'true')
      input.setAttribute('aria-describedby', state.id)
    },
    focus() {
      const wrong = element.querySelector('[aria-invalid]')
      const target = wrong ?? radios.find((radio) => radio.checked) ?? radios[0] ?? details.firstElementChild
      target?.focus()
    },
  }
  row.look = lookOf(row)
  return row
}

/** How a row stands before the next change: what undoing it goes back to. */
export function lookOf(row) {
  return { values: row.values(), first: row.first }
}

export const rowAt = (target) => rows.find(({ element }) => element.contains(target))

// SPDX-License-Identifier: AGPL-3.0-or-later
// Keeps the list of arrivals up to date; without it the page is the list as it was (app/check-in/arrival-lists.tsx).

const everyMilliseconds = 3000

async function refresh() {
  if (document.hidden) return
  const answer = await fetch(location.href, { headers: { Accept: 'text/html' } })
  if (answer.redirected) return location.reload()
  if (!answer.ok) return
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const next = page.querySelector('[data-arrivals]')
  const shown = document.querySelector('[data-arrivals]')
  if (!next || next.innerHTML === shown.dataset.html) return
  shown.dataset.html = next.innerHTML
  // Whoever is about to press a button must not lose it, nor press another in its place.
  const at = placeOf(document.activeElement, shown)
  shown.innerHTML = next.innerHTML
  if (at) shown.querySelector(at)?.closest('form')?.querySelector('button')?.focus()
}

/** A selector for the button that has the focus: by what its form sends. */
function placeOf(element, within) {
  if (!within.contains(element)) return null
  const fields = [...(element.closest('form')?.querySelectorAll('input[type=hidden]') ?? [])]
  return fields.length === 0
    ? null
    : `form:has(${fields.map(({ name, value }) => `input[name="${name}"][value="${value}"]`).join('):has(')}) input`
}

async function run() {
  await refresh().catch(() => {})
  setTimeout(run, everyMilliseconds)
}

document.querySelector('[data-arrivals]').dataset.html = document.querySelector('[data-arrivals]').innerHTML
setTimeout(run, everyMilliseconds)

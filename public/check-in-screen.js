// SPDX-License-Identifier: AGPL-3.0-or-later
// Changes the code on the screen when its time is over; without it the page asks again by itself
// (app/check-in/show-check-in-screen.route.tsx).

const script = document.querySelector('script[data-code]')
const screen = document.querySelector('[data-check-in-screen]')
const part = (name) => screen.querySelector(`[data-${name}]`)

const everySeconds = 5
let until = screen ? performance.now() + Number(screen.dataset.left) : 0
let asked = performance.now()
let asking = false

async function ask() {
  asking = true
  asked = performance.now()
  try {
    const answer = await fetch(script.dataset.code, { headers: { Accept: 'application/json' } })
    // Signed out, or the meeting is over: the page itself says what happened.
    if (answer.redirected || !answer.ok) throw new Error(`status ${answer.status}`)
    const shown = await answer.json()
    if ((shown.code === undefined) === (screen !== null)) return location.reload()
    if (screen) show(shown)
  } catch {
    if (screen) lose()
  } finally {
    asking = false
  }
}

function show({ code, svg, left, arrived }) {
  until = performance.now() + left
  part('lost').textContent = ''
  part('arrived').textContent = arrived
  if (part('code').textContent === code) return
  part('code').textContent = code
  part('qr').innerHTML = svg
}

// A code that is over is worse than none: people would scan it in vain.
function lose() {
  if (performance.now() < until) return
  part('code').textContent = '–'
  part('qr').replaceChildren()
  part('lost').textContent = part('lost').dataset.lost
}

function tick() {
  if (screen) {
    const seconds = Math.max(0, Math.ceil((until - performance.now()) / 1000))
    part('seconds').textContent = seconds
    part('bar').value = seconds
  }
  const age = (performance.now() - asked) / 1000
  const due = screen ? performance.now() >= until && age >= 1 : age >= 20
  if (!asking && (due || (screen && age >= everySeconds))) ask()
}

setInterval(tick, 250)

// A projector that goes dark in the middle of a meeting takes no check-ins.
navigator.wakeLock?.request('screen').catch(() => {})

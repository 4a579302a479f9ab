// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, it } from 'vitest'
import { presenceNow } from '#record/check-in/presence.ts'

const at = (time: string) => `2026-04-08T${time}:00.000Z`
const scan = (
  kind: 'entry' | 'exit',
  time: string,
  {
    state = 'accepted',
    settled = false,
  }: { state?: 'accepted' | 'waiting' | 'confirmed'; settled?: boolean } = {},
) => ({ kind, at: at(time), state, settled_at: settled ? at('19:05') : null })
const toTheEnd = [{ in: at('19:00'), out: at('21:00') }]
const until = [{ in: at('19:00'), out: at('19:40') }]

it.each<
  [string, Parameters<typeof presenceNow>[0], Parameters<typeof presenceNow>[1], string | null, boolean]
>([
  ['nobody said anything', undefined, [], null, false],
  ['the trainer says that they are there', undefined, toTheEnd, '19:00', false],
  ['the trainer says that they left', undefined, until, null, false],
  ['they have just scanned', scan('entry', '19:02'), [], '19:02', true],
  ['they have just left', scan('exit', '19:50'), toTheEnd, null, false],
  ['their arrival is recorded', scan('entry', '19:00', { settled: true }), toTheEnd, '19:00', true],
  ['the trainer said after it that they left', scan('entry', '19:00', { settled: true }), until, null, false],
  ['their exit is recorded', scan('exit', '19:40', { settled: true }), until, null, false],
  ['their arrival waits for the trainer', scan('entry', '19:02', { state: 'waiting' }), [], null, true],
  [
    'the exit waits, and they are there until then',
    scan('exit', '19:50', { state: 'waiting' }),
    toTheEnd,
    '19:00',
    false,
  ],
  [
    'a confirmed arrival is not recorded yet',
    scan('entry', '19:02', { state: 'confirmed' }),
    [],
    '19:02',
    true,
  ],
])('of whom %s', (_what, last, intervals, since, mayLeave) => {
  expect(presenceNow(last, intervals, at('20:00'))).toEqual({ since: since && at(since), mayLeave })
})

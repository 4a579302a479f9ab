// SPDX-License-Identifier: AGPL-3.0-or-later
// Loaded into a server of stories: its clock shows today at SERVER_TIME (HH:MM in the zone of the demo) when it starts, and goes on
// from there. So a story finds today's meetings over, or under way, whatever the time of the day it is told at.
const zone = 'Europe/Rome'
const parts = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }
const shown = new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...parts }).format(new Date())
const minutesOf = (time) => time.split(':').reduce((hours, minutes) => Number(hours) * 60 + Number(minutes))
const offset = (minutesOf(process.env.SERVER_TIME) - minutesOf(shown)) * 60_000

const { now } = Date
globalThis.Date = class extends Date {
  constructor(...given) {
    if (given.length === 0) super(now() + offset)
    else super(...given)
  }
  static now() {
    return now() + offset
  }
}

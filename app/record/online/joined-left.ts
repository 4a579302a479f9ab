// SPDX-License-Identifier: AGPL-3.0-or-later
// A list of who came and went, one event a line: which of its words is which.
import { headingOf } from './report-columns.ts'

const left = /^(left|lascia.*|ha lasciato.*|uscit.*|abbandon.*|ha abbandonato.*|disconness.*)$/
const joined = /^(joined.*|entrat.*|partecip.*|ha partecipato.*|aggiunt.*|si e unit.*|conness.*)$/

type Words = { joined: ReadonlySet<string>; left: ReadonlySet<string> }

/**
 * Which words of a list say that somebody entered and which that they went, as headingOf makes them. Of a language of which no word
 * is known: nobody goes before coming, so coming and going take turns, and no word may be both. A word that is neither is in
 * neither set. The events are in the order of time.
 */
export function joinedAndLeft(events: readonly { who: string; action: string }[]): Words {
  const words = [...new Set(events.map(({ action }) => headingOf(action)))].filter(Boolean)
  const known = {
    joined: words.filter((word) => joined.test(word)),
    left: words.filter((word) => left.test(word)),
  }
  if (known.joined.length + known.left.length > 0) {
    return { joined: new Set(known.joined), left: new Set(known.left) }
  }
  const turns = { joined: new Set<string>(), left: new Set<string>() }
  const inside = new Set<string>()
  for (const { who, action } of events) {
    const word = headingOf(action)
    if (inside.delete(who)) turns.left.add(word)
    else {
      turns.joined.add(word)
      inside.add(who)
    }
  }
  const part = turns.left.size > 0 && turns.joined.isDisjointFrom(turns.left)
  return part ? turns : { joined: new Set(), left: new Set() }
}

// SPDX-License-Identifier: AGPL-3.0-or-later
// The tags of a workbook's XML, one after the other, each letter looked at once. No entity is expanded but the five of XML itself and
// numbered letters: a document cannot grow, nor reach outside itself.

/** `text` stands before the tag. A name has no prefix. */
export type Tag = { name: string; kind: 'open' | 'close' | 'empty'; attributes: string; text: string }

/** Comments, declarations and document types are left out; a CDATA section is text. */
export function* tagsOf(xml: string): Generator<Tag> {
  let at = 0
  let text = ''
  for (;;) {
    const open = xml.indexOf('<', at)
    if (open < 0) return
    text += xml.slice(at, open)
    if (xml.startsWith('<![CDATA[', open)) {
      const end = xml.indexOf(']]>', open)
      if (end < 0) return
      text += xml.slice(open + 9, end).replaceAll('&', '&amp;')
      at = end + 3
      continue
    }
    const isComment = xml.startsWith('<!--', open)
    const close = xml.indexOf(isComment ? '-->' : '>', open)
    if (close < 0) return
    at = close + (isComment ? 3 : 1)
    if (isComment || xml.charCodeAt(open + 1) === 33 || xml.charCodeAt(open + 1) === 63) continue
    yield tagIn(xml.slice(open + 1, close), text)
    text = ''
  }
}

function tagIn(inside: string, text: string): Tag {
  const isClose = inside.startsWith('/')
  const isEmpty = inside.endsWith('/')
  const body = inside.slice(isClose ? 1 : 0, isEmpty ? -1 : undefined)
  const space = body.search(/\s/)
  const whole = space < 0 ? body : body.slice(0, space)
  return {
    name: whole.slice(whole.indexOf(':') + 1),
    kind: isClose ? 'close' : isEmpty ? 'empty' : 'open',
    attributes: space < 0 ? '' : body.slice(space),
    text,
  }
}

/** The value of an attribute, null when the tag has none; `name` with its prefix, if it has one. */
export function attributeOf({ attributes }: Tag, name: string): string | null {
  for (const quote of ['"', "'"]) {
    const start = attributes.indexOf(` ${name}=${quote}`)
    if (start < 0) continue
    const from = start + name.length + 3
    const end = attributes.indexOf(quote, from)
    return end < 0 ? null : plainXml(attributes.slice(from, end))
  }
  return null
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Text out of XML, with the letters that a workbook writes as `_x0007_`. */
export function plainXml(text: string): string {
  if (!text.includes('&') && !text.includes('_x')) return text
  return text
    .replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|([a-z]{2,4}));/g, (whole, decimal, hex, name) => {
      if (name !== undefined) return named[name] ?? whole
      const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
      return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
        ? String.fromCodePoint(code)
        : ''
    })
    .replace(/_x([0-9a-fA-F]{4})_/g, (_whole, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
}

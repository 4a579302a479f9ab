// SPDX-License-Identifier: AGPL-3.0-or-later
// Names of files as people's computers give them: shown, kept and sent back without harm.
import { type FileType, workbookType } from './file.ts'

const endings: Record<FileType, string[]> = {
  'application/pdf': ['pdf'],
  'image/jpeg': ['jpg', 'jpeg', 'jpe', 'jfif'],
  'image/png': ['png'],
  'text/csv': ['csv', 'txt', 'tsv'],
  [workbookType]: ['xlsx', 'xlsm'],
  'application/pkcs7-mime': ['p7m'],
}

const longest = 120

/**
 * A name fit to be shown and kept: the last part of a path, without control and direction characters and what file systems
 * refuse, at most 120 characters, ending as the content says. What has no name left is `fallback`.
 */
export function fileNameOf(given: string, type: FileType, fallback = 'file'): string {
  const whole = cleaned(given)
  const [ending = ''] = endings[type]
  const dot = whole.lastIndexOf('.')
  const given_ending = dot > 0 ? whole.slice(dot + 1).toLowerCase() : undefined
  const fits = given_ending !== undefined && endings[type].includes(given_ending)
  const stem = withoutEnd(fits ? whole.slice(0, dot) : whole) || fallback
  return `${cut(stem)}.${fits ? given_ending : ending}`
}

const signedEnding = /\.p7m$/i

/**
 * The name of an envelope: that of the document in it, and an ending for each of so many envelopes, "foglio.pdf.p7m"; whatever it
 * was called.
 */
export function signedNameOf(given: string, type: FileType, envelopes: number): string {
  return `${fileNameOf(withoutEnvelopes(given), type)}${'.p7m'.repeat(envelopes)}`
}

/** The name of the document in an envelope. */
export function withoutEnvelopes(name: string): string {
  let inner = name.trimEnd()
  while (signedEnding.test(inner)) inner = inner.slice(0, -'.p7m'.length)
  return inner
}

/** A file's name as it was given, fit to be shown beside why the file is refused. */
export function shownName(given: string): string {
  return cut(cleaned(given)) || 'file'
}

function cleaned(given: string): string {
  const name = given
    // The ending stands last, and no name that a person gave is as long.
    .slice(-1000)
    .normalize('NFC')
    .split(/[/\\]/)
    .at(-1)
    ?.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, '')
    .replace(/[<>:"|?*]+/g, '_')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^\.+/, '')
  return withoutEnd(name ?? '')
}

/** Without the dots and blanks that it ends with. */
function withoutEnd(text: string): string {
  let end = text.length
  while (end > 0 && /[.\s]/.test(text.charAt(end - 1))) end--
  return text.slice(0, end)
}

/** At most so many characters, none cut in its middle. */
function cut(text: string): string {
  const characters = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment)
  let kept = ''
  for (const character of characters) {
    if (kept.length + character.length > longest) break
    kept += character
  }
  return withoutEnd(kept) || [...text].slice(0, longest / 2).join('')
}

/** The header that names a download (RFC 6266): plain letters for old programs, the whole name for the others. */
export function contentDisposition(how: 'attachment' | 'inline', name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/g, '_')
    .replace(/["\\%]/g, '_')
  const whole = encodeURIComponent(name.replace(/\p{Cs}/gu, '_')).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${how}; filename="${plain}"; filename*=UTF-8''${whole}`
}

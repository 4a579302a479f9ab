// SPDX-License-Identifier: AGPL-3.0-or-later
// Forms that nobody's browser sends.

export type Reply = {
  init: { status: number } | null
  data: { result: { error?: Record<string, unknown>; initialValue?: unknown } }
}

export function posted(fields: Record<string, string> | URLSearchParams | string): Request {
  const body = typeof fields === 'string' ? fields : new URLSearchParams(fields).toString()
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
  return new Request('http://localhost/', { method: 'POST', body, headers })
}

type Part = { name: string; value: string; filename?: string; more?: string }

export function multipart(parts: Part[], boundary = '----boundary0123456789abcdef'): Request {
  const escaped = (text: string) => text.replaceAll('"', '%22')
  const body = parts.map(({ name, value, filename, more = '' }) => {
    const file = filename === undefined ? '' : `; filename="${escaped(filename)}"\r\nContent-Type: text/plain`
    const head = `Content-Disposition: form-data; name="${escaped(name)}"${file}`
    return `--${boundary}\r\n${more}${head}\r\n\r\n${value}\r\n`
  })
  const headers = { 'Content-Type': `multipart/form-data; boundary=${boundary}` }
  return new Request('http://localhost/', {
    method: 'POST',
    body: `${body.join('')}--${boundary}--\r\n`,
    headers,
  })
}

/** Names that lead where no field is. */
export const names = [
  'a[999999999].b',
  'a[90000000]',
  'name[90000000]',
  'name[0]',
  'name.x',
  'name[]',
  '__proto__',
  '__proto__.x',
  '__proto__[name]',
  'constructor.prototype.y',
  'a[__proto__]',
  'name.__proto__.x',
  'hasOwnProperty',
  'toString.x',
  '__state__',
  '[',
  ']',
  '.',
  '..name',
  '[0]',
  '[].name',
  'name[-1]',
  'name[1e9]',
  'a.'.repeat(90),
  'a[9]'.repeat(40),
]

const intent = (type: string, payload: unknown) => JSON.stringify({ type, payload })

/** What no button of any form asks for. */
export const intents = [
  intent('insert', { name: 'a[90000000]' }),
  intent('insert', { name: 'meetings[90000000]' }),
  intent('insert', { name: 'meetings', index: 90_000_000 }),
  intent('insert', { name: 'meetings', defaultValue: { unknown: 'x' } }),
  intent('insert', { name: 'meetings', defaultValue: { title: 'x'.repeat(2000) } }),
  intent('insert', { name: 'meetings', defaultValue: [[]] }),
  intent('insert', { name: 'name' }),
  intent('insert', { name: '__proto__' }),
  intent('insert', {}),
  intent('update', { name: 'name', index: 90_000_000, value: 'x' }),
  intent('update', { name: 'meetings', index: 4_000_000_000, value: 'x' }),
  intent('update', { value: { a: 1 } }),
  intent('update', { name: '__proto__.x', value: 'x' }),
  intent('reorder', { name: 'name', from: 0, to: 1 }),
  intent('reorder', { name: 'meetings', from: 0, to: 90_000_000 }),
  intent('remove', { name: 'name', index: 0 }),
  intent('reset', { name: 'a.b.c' }),
  intent('reset', {}),
  intent('validate', { name: '.'.repeat(20_000) }),
  intent('unknown', { name: 'meetings' }),
  '{"type":"insert"}',
  'xyz',
  'null',
  '[]',
  '1',
  '{'.repeat(100_000),
  '['.repeat(900),
]

// SPDX-License-Identifier: AGPL-3.0-or-later
// Every sentence exists in both languages, with the same blanks, and is used somewhere.
import type { SourceFile } from './source.ts'

/** Keys made of a prefix and a value at run time (`ledger_act_` + act). A new one is named here. */
export const prefixes: string[] = ['access_event_']

type Message = string | unknown[]
export type Area = { name: string; it: Record<string, Message>; en: Record<string, Message> }

/** The areas of messages/it and messages/en; what only one language has is empty in the other. */
export function areasOf(files: SourceFile[]): Area[] {
  const areas = new Map<string, Area>()
  for (const { path, text } of files) {
    const [, language, name] = /messages\/(it|en)\/([a-z-]+)\.json$/.exec(path) ?? []
    if (!name || (language !== 'it' && language !== 'en')) continue
    const area = areas.get(name) ?? { name, it: {}, en: {} }
    const { $schema: _, ...messages } = JSON.parse(text)
    area[language] = messages
    areas.set(name, area)
  }
  return [...areas.values()]
}

export function languageFaults(areas: Area[]): string[] {
  return areas.flatMap(({ name, it, en }) =>
    [...new Set([...Object.keys(it), ...Object.keys(en)])].flatMap((key) => {
      const faults: string[] = []
      const [italian, english] = [it[key], en[key]]
      if (!key.startsWith(`${name}_`))
        faults.push(`${key} is in ${name}.json but does not begin with ${name}_`)
      if (italian === undefined) faults.push(`${key} has no Italian`)
      if (english === undefined) faults.push(`${key} has no English`)
      if (italian !== undefined && isEmpty(italian)) faults.push(`${key} is empty in Italian`)
      if (english !== undefined && isEmpty(english)) faults.push(`${key} is empty in English`)
      if (italian !== undefined && english !== undefined && blanksOf(italian) !== blanksOf(english)) {
        faults.push(`${key} has other blanks in English than in Italian`)
      }
      return faults
    }),
  )
}

export function useFaults(areas: Area[], source: SourceFile[], dynamic: string[]): string[] {
  const used = new Set(
    source.flatMap(({ text }) => [...text.matchAll(/\bm\.(\w+)/g)].map((match) => match[1])),
  )
  const quoted = source.flatMap(({ text }) => [...text.matchAll(/['"`]([a-z0-9]+(?:_[a-z0-9]+)+)['"`]/g)])
  for (const match of quoted) used.add(match[1])
  const keys = areas.flatMap(({ it, en }) => [...new Set([...Object.keys(it), ...Object.keys(en)])])
  const unused = keys.filter((key) => !used.has(key) && !dynamic.some((prefix) => key.startsWith(prefix)))
  const idle = dynamic.filter((prefix) => !source.some(({ text }) => text.includes(prefix)))
  return [
    ...unused.map((key) => `${key} is used nowhere`),
    ...idle.map((prefix) => `no message is made with ${prefix} any more`),
  ]
}

/** The files that paraglide reads are those of the folder. */
export function patternFaults(patterns: string[], areas: Area[]): string[] {
  const named = patterns.map((pattern) => /\.\/messages\/\{locale\}\/([a-z-]+)\.json/.exec(pattern)?.[1])
  return [
    ...areas
      .filter(({ name }) => !named.includes(name))
      .map(({ name }) => `${name}.json is not in settings.json`),
    ...named
      .filter((name) => !areas.some((area) => area.name === name))
      .map((name) => `${name}.json does not exist`),
  ]
}

function isEmpty(message: Message): boolean {
  return textsOf(message).some((text) => text.trim() === '')
}

function textsOf(message: Message): string[] {
  if (typeof message === 'string') return [message]
  return message.flatMap((variant) =>
    typeof variant === 'object' && variant !== null && 'match' in variant
      ? Object.values(variant.match ?? {})
      : [],
  )
}

/** The names of a message's blanks. Variants may leave one out ("one row"), so a plural's count as one set. */
function blanksOf(message: Message): string {
  const names = textsOf(message).flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]))
  if (typeof message !== 'string') names.push(...(JSON.stringify(message).match(/input \w+/g) ?? []))
  return [...new Set(names)].sort().join(' ')
}

// SPDX-License-Identifier: AGPL-3.0-or-later
// What can be heard without an ear: the faults of a text that a pattern finds, in both languages.
import type { Area } from './messages.ts'

type Language = 'it' | 'en'
type Rule = { says: string; in: readonly Language[]; finds: RegExp; of?: RegExp }

const both = ['it', 'en'] as const

// Words that say "tu" to the reader in the middle of a text. What a button does is said as its verb alone, and stays.
const said = [
  'benvenut[oaie]',
  'tu[oai]',
  'tuoi',
  'tue',
  'puoi',
  'vuoi',
  'devi',
  'hai',
  'sei (?:iscritt|registrat|presente)',
  'scegli',
  'clicca',
  'inserisci',
  'premi',
  'ricordati',
  'chiedi aiuto',
  'vedi (?:sotto|sopra|qui)',
].join('|')

const rules: Rule[] = [
  { says: 'two spaces', in: both, finds: / {2}/ },
  { says: 'a space before a stop', in: both, finds: / [.,;:!?](?:\s|$)/ },
  { says: 'a stop before another', in: both, finds: /\.[;:,]|\.\.|[,;:][.;,]/ },
  { says: 'a space at its end', in: both, finds: /\s$/ },
  { says: 'a curly apostrophe where all others are straight', in: both, finds: /[’‘]/ },
  { says: 'straight quotes', in: both, finds: /"/ },
  { says: 'English quotes', in: ['it'], finds: /[“”]/ },
  { says: 'Italian quotes', in: ['en'], finds: /[«»]/ },
  {
    says: '"one" for the reader',
    in: ['en'],
    finds:
      /(?<!\b(?:which|new|the) )\b(?:one (?:is|has|runs|teaches|needs|can|may|takes)|one's own|oneself)\b/i,
  },
  { says: '"tu"', in: ['it'], finds: new RegExp(`(?<!\\p{L})(?:${said})(?!\\p{L})`, 'iu') },
  {
    says: '"this account" to whoever may be signed out',
    in: both,
    finds: /quest[ao] (?:utenza|account)|this account/i,
    of: /^(?:access|ui|words)_(?!details|devices|email)/,
  },
  { says: 'no stop after what is said of a field', in: both, finds: /[^.?]$/, of: /^ui_field_/ },
]

/** Every fault of every text, one line each. */
export function wordingFaults(areas: Area[]): string[] {
  return areas.flatMap(({ it, en }) =>
    Object.keys(it).flatMap((key) => {
      const [italian, english] = [textsOf(it[key]), textsOf(en[key])]
      return [
        ...italian.flatMap((text) => faultsOf(key, text, 'it')),
        ...english.flatMap((text) => faultsOf(key, text, 'en')),
        ...unlikeEnds(key, italian, english),
      ]
    }),
  )
}

function faultsOf(key: string, text: string, language: Language): string[] {
  return rules
    .filter((rule) => rule.in.includes(language) && (rule.of?.test(key) ?? true) && rule.finds.test(text))
    .map(({ says }) => `${key} (${language}) has ${says}: ${text}`)
}

/** A text that is a sentence in one language is one in the other. An abbreviation's stop is none. */
function unlikeEnds(key: string, italian: string[], english: string[]): string[] {
  return italian
    .map((text, at) => [text, english[at] ?? text] as const)
    .filter(([one, other]) => endOf(one) !== endOf(other))
    .map(([one, other]) => `${key} ends otherwise in the other language: ${one} | ${other}`)
}

function endOf(text: string): string {
  if (/^\W$|\b(?:no|n)\.$/i.test(text)) return ''
  return /[.?!:…]$/.exec(text)?.[0] ?? ''
}

function textsOf(message: unknown): string[] {
  if (typeof message === 'string') return [message]
  if (!Array.isArray(message)) return []
  return message.flatMap((variant) => Object.values<string>(variant?.match ?? {}))
}

// SPDX-License-Identifier: AGPL-3.0-or-later
// Whether a password is among the first that anybody would try.

export type Weakness = 'common' | 'personal'

/**
 * `common`: a known password, a row of keys or a short repetition, also reversed, with digits and signs around it, or with
 * signs for its letters. `personal`: little more than words of `own` (the person's name and address, the place's). Null: neither.
 */
export function weaknessOf(
  password: string,
  isKnown: (word: string) => boolean,
  own: readonly string[],
): Weakness | null {
  const forms = formsOf(folded(password))
  if (forms.some((form) => isGuessed(form, isKnown))) return 'common'
  const words = own.flatMap((word) => [word, reversed(word)]).sort((a, b) => b.length - a.length)
  const isPersonal = forms.some((form) => {
    const rest = squeezed(words.reduce((rest, word) => rest.replaceAll(word, ' '), form))
    return rest !== squeezed(form) && (lettersOf(rest) < fewestLetters || isGuessed(rest, isKnown))
  })
  return isPersonal ? 'personal' : null
}

/** The words of a name, an address or a place, of `shortest` letters at least, as `own` takes them. */
export function wordsOf(text: string, shortest = 3): string[] {
  const whole = folded(text)
  return [...whole.split(/[^\p{L}]+/u), squeezed(whole)].filter((word) => word.length >= shortest)
}

/** With fewer letters than these, it is the rest that makes a password. */
const fewestLetters = 4

/** The rows of keyboards and alphabets. */
const rows = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertyuioplkjhgfdsazxcvbnm',
  '1q2w3e4r5t6y7u8i9o0p',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
]

/** As it is; without spaces and signs; what stands between digits, with letters for the signs that stand for them. */
function formsOf(text: string): string[] {
  const core = coreOf(text)
  const ones = lettersOf(core) < fewestLetters ? [] : ['i', 'l']
  const spelt = ones.map((one) => core.replace(/[013457@$!]/g, (sign) => letters[sign] ?? one))
  return [text, ...[text, ...spelt].map(squeezed).filter((form) => form !== '')]
}

const letters: Record<string, string> = { 0: 'o', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's', '!': 'i' }

function isGuessed(form: string, isKnown: (word: string) => boolean): boolean {
  const core = coreOf(form)
  return [form, ...(lettersOf(core) < fewestLetters ? [] : [core])].some((word) => {
    const unit = unitOf(word)
    if (unit !== word && unit.length <= 4) return true
    const tried = [word, reversed(word), unit, reversed(unit)]
    return tried.some((one) => isKnown(one) || rows.some((row) => row.includes(one)))
  })
}

/** From the first letter to the last. */
function coreOf(text: string): string {
  return /\p{L}(.*\p{L})?/su.exec(text)?.[0] ?? ''
}

/** What a word repeats; itself when it repeats nothing. */
function unitOf(word: string): string {
  for (let length = 1; length <= word.length / 2; length++) {
    if ([...word].every((sign, at) => sign === word[at % length])) return word.slice(0, length)
  }
  return word
}

const folded = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
const squeezed = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '')
const reversed = (word: string) => [...word].reverse().join('')
const lettersOf = (text: string) => text.replace(/[^\p{L}]/gu, '').length

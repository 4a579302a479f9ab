// SPDX-License-Identifier: AGPL-3.0-or-later
// What people type to see whether it breaks: the big list of naughty strings, and kinds its package is too old to have.
import list from 'big-list-of-naughty-strings' with { type: 'json' }

const own = [
  // Of every object, and a number only to one language.
  'isPrototypeOf',
  'INF',
  '1#INF',
  '-1#INF',
  '1#QNAN',
  '1#SNAN',
  '1#IND',
  '-1#IND',
  // Quotation marks of one kind at the beginning and of another at the end.
  '<aula nome=“A” />',
  '<aula nome=”A“ />',
  "<aula nome=`A' />",
  // Letters that are flags two by two: an even number, an odd one, with a long gap.
  '🇮🇹🇪🇺🇺🇦',
  '🇮🇹🇪🇺🇺',
  `🇮🇹🇪🇺 🇺🇦🇮🇹${' '.repeat(120)}🇪🇺`,
  // A sentence from right to left, with the vowels that are written above and below.
  'سَجَّلَتِ المُدَرِّبَةُ حُضُورَ المُشَارِكِينَ فِي اللِّقَاءِ الأَوَّلِ، ثُمَّ أَغْلَقَتِ الصَّفْحَةَ.',
  // Rarer ways to run a script, and an element that nothing ends.
  '<b oncut=alert(1)>Roma</b>',
  '<em onwheel=alert(2)>Perugia</em>',
  '<u oncopy=alert(3)>Terni</u>',
  '<plaintext>',
  // An address whose percent signs are percent signs of percent signs.
  'http://presente.example/%%30%30',
  // What a pattern, a format or a list of columns takes for its own.
  ' ',
  '%',
  '_',
  '{0}',
  '{{0}}',
  // A word in which a filter sees another.
  'assessore',
]

export const naughtyStrings: readonly string[] = [...list, ...own]

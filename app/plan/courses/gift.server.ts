// SPDX-License-Identifier: AGPL-3.0-or-later
// Quizzes are written in GIFT, Moodle's text format. Of it: one right answer, several right answers, true or false.
import {
  type GIFTQuestion,
  SyntaxError as GiftError,
  type MultipleChoice,
  parse,
  type TrueFalse,
} from 'gift-pegjs'
import type { LineFault } from './course.ts'
import type { Quiz } from './quiz.ts'

type Question = Quiz['questions'][number]

/** Where a question cannot be used; the sentence is for the course's author. */
class QuestionFault extends Error {}

/** Parses a GIFT file. `language` is the course's: it words the answers of true or false. */
export function readGift(source: string, language: 'it' | 'en'): { quiz: Quiz | null; faults: LineFault[] } {
  const questions: Question[] = []
  const faults: LineFault[] = []
  for (const { text, line } of blocksOf(source)) {
    try {
      for (const parsed of parse(text)) {
        if (parsed.type !== 'Category') questions.push(questionOf(parsed, language))
      }
    } catch (error) {
      if (error instanceof GiftError) {
        faults.push({ line: line + error.location.start.line - 1, text: `not GIFT: ${error.message}` })
      } else if (error instanceof QuestionFault) faults.push({ line, text: error.message })
      else throw error
    }
  }
  if (questions.length === 0 && faults.length === 0) faults.push({ line: 1, text: 'there is no question' })
  return { quiz: faults.length === 0 ? { questions } : null, faults }
}

/** Questions are separated by empty lines: one by one, so that a fault is told with its line. Comments are left out. */
function blocksOf(source: string): { text: string; line: number }[] {
  const blocks: { text: string; line: number }[] = []
  let lines: string[] = []
  const all = source.replace(/^\uFEFF/, '').split(/\r\n?|\n/)
  for (const [index, text] of [...all, ''].entries()) {
    if (text.trim() !== '') {
      lines.push(text)
      continue
    }
    if (lines.some((kept) => !kept.trim().startsWith('//'))) {
      blocks.push({ text: lines.join('\n'), line: index - lines.length + 1 })
    }
    lines = []
  }
  return blocks
}

function questionOf(parsed: Exclude<GIFTQuestion, { type: 'Category' }>, language: 'it' | 'en'): Question {
  if (parsed.type !== 'MC' && parsed.type !== 'TF') {
    throw new QuestionFault(
      'this kind of question is not supported: one answer, several answers, true or false',
    )
  }
  if (parsed.hasEmbeddedAnswers) throw new QuestionFault('the answers must follow the question')
  const text = plain(parsed.stem)
  if (!text) throw new QuestionFault('the question has no text')
  const common = { title: parsed.title?.trim() || null, text, feedback: plain(parsed.globalFeedback) }
  if (parsed.type === 'TF') return { type: 'true_false', ...common, answers: trueAndFalse(parsed, language) }
  return { ...common, ...choicesOf(parsed) }
}

// GIFT's first feedback is for who answers wrong, its second for who answers right; the parser calls them true and false.
function trueAndFalse(parsed: TrueFalse, language: 'it' | 'en'): Question['answers'] {
  const [yes, no] = language === 'it' ? ['Vero', 'Falso'] : ['True', 'False']
  const [wrong, right] = [plain(parsed.trueFeedback), plain(parsed.falseFeedback)]
  return [
    { text: yes ?? '', right: parsed.isTrue, feedback: parsed.isTrue ? right : wrong },
    { text: no ?? '', right: !parsed.isTrue, feedback: parsed.isTrue ? wrong : right },
  ]
}

function choicesOf({ choices }: MultipleChoice): Pick<Question, 'type' | 'answers'> {
  const weighted = choices.some((choice) => choice.weight !== null)
  const answers = choices.map((choice) => ({
    text: plain(choice.text) ?? '',
    right: weighted ? (choice.weight ?? 0) > 0 : choice.isCorrect,
    feedback: plain(choice.feedback),
  }))
  const right = answers.filter((answer) => answer.right).length
  if (answers.length < 2) throw new QuestionFault('a question wants at least two answers')
  if (new Set(answers.map((answer) => answer.text)).size < answers.length) {
    throw new QuestionFault('two answers are the same')
  }
  if (right === 0) throw new QuestionFault('no answer is right')
  if (!weighted) {
    if (right > 1)
      throw new QuestionFault('several answers begin with =: write ~%50% before each right one instead')
    return { type: 'single', answers }
  }
  if (choices.some((choice) => choice.isCorrect)) {
    throw new QuestionFault('an answer begins with = where others have a weight: write ~ and a weight')
  }
  const sum = choices.reduce((total, choice) => total + Math.max(choice.weight ?? 0, 0), 0)
  if (Math.abs(sum - 100) > 1)
    throw new QuestionFault(`the weights of the right answers make ${sum}, not 100`)
  return { type: 'multiple', answers }
}

function plain(part: { format: string; text: string } | null | undefined): string | null {
  if (!part) return null
  if (part.format === 'html' || part.format === 'markdown') {
    throw new QuestionFault(`[${part.format}] is not supported: quizzes are plain text`)
  }
  return part.text.replace(/\s+/g, ' ').trim() || null
}

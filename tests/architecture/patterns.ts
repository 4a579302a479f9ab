// SPDX-License-Identifier: AGPL-3.0-or-later
// Every pattern of the program takes time in proportion to its text, whatever the text.
import { checkSync } from 'recheck'
import ts from 'typescript'
import { lineOf, parse, type SourceFile, walk } from './source.ts'

// In this process: no program of another kind is started.
process.env.RECHECK_SYNC_BACKEND = 'pure'

/** They make patterns of words of their own, that nobody types: addresses of routes.ts, names of PDF's dictionaries. */
const madeOfOwnWords = ['app/base/http/body-limit.ts', 'app/base/documents/join-pdfs.server.ts']

/** One fault for every pattern that takes more than linear time, and for every one that cannot be read here. */
export function patternFaults(files: SourceFile[]): string[] {
  return files.flatMap((source) => {
    const faults: string[] = []
    walk(parse(source), (node) => {
      if (ts.isRegularExpressionLiteral(node)) {
        const why = slowness(node.text)
        if (why) faults.push(`${source.path}:${lineOf(node)} ${node.text} ${why}`)
      }
      const makes =
        (ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText() === 'RegExp'
      if (makes && !madeOfOwnWords.includes(source.path)) {
        faults.push(`${source.path}:${lineOf(node)} makes a pattern of a text: nothing can check it`)
      }
    })
    return faults
  })
}

/** Without limits of time the verdict does not depend on how busy the machine is. */
const withoutClock = {
  timeout: null,
  attackTimeout: null,
  incubationTimeout: null,
  seedingTimeout: null,
}

const verdicts = new Map<string, string | null>()

/** Why a pattern is slow; null when it is not. What repeats nothing without end cannot be. */
function slowness(literal: string): string | null {
  if (!/[*+]|\{\d+,\}/.test(literal.replace(/\[(?:\\.|[^\]\\])*\]/g, '[]'))) return null
  const kept = verdicts.get(literal)
  if (kept !== undefined) return kept
  const end = literal.lastIndexOf('/')
  const found = checkSync(literal.slice(1, end), literal.slice(end + 1), withoutClock)
  const verdict =
    found.status === 'safe'
      ? null
      : `is ${found.status === 'vulnerable' ? found.complexity.summary : 'not understood'}`
  verdicts.set(literal, verdict)
  return verdict
}

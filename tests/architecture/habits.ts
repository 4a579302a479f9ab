// SPDX-License-Identifier: AGPL-3.0-or-later
// Small habits of the whole source: licence, size, one reader of settings, one clock, no third party.
import ts from 'typescript'
import { lineOf, parse, type SourceFile, walk } from './source.ts'

const licence = 'SPDX-License-Identifier: AGPL-3.0-or-later'

export function licenceFaults(files: SourceFile[]): string[] {
  const first = [`// ${licence}`, `/* ${licence} */`]
  return files
    .filter(({ text }) => !first.includes(text.split('\n')[0] ?? ''))
    .map(({ path }) => `${path} does not begin with its licence`)
}

const long = /^db\/(schema\.ts|migrations\/)/

export function sizeFaults(files: SourceFile[], most = 220): string[] {
  return files
    .filter(({ path, text }) => !long.test(path) && linesOf(text) > most)
    .map(({ path, text }) => `${path} has ${linesOf(text)} lines, more than ${most}`)
}

export function medianLines(files: SourceFile[]): number {
  const sizes = files.map(({ text }) => linesOf(text)).sort((a, b) => a - b)
  return sizes[Math.floor(sizes.length / 2)] ?? 0
}

function linesOf(text: string): number {
  return text.replace(/\n$/, '').split('\n').length
}

export function environmentFaults(files: SourceFile[]): string[] {
  return files
    .filter(({ path }) => path !== 'app/base/env.server.ts')
    .filter(({ text }) => /\bprocess\s*\.\s*env\b|import\.meta\.env\b/.test(text))
    .map(({ path }) => `${path} reads the environment: only app/base/env.server.ts does`)
}

/** The clock itself, the limiter that compares with its own, and those who time workers and waits, which no set clock may stop. */
const clocks = [
  'app/base/clock.server.ts',
  'app/base/access/rate-limit.server.ts',
  'app/workers.ts',
  'db/dialects.server.ts',
]

/** Time comes from clock.server.ts, so that the demo's past and the tests can set it. */
export function clockFaults(files: SourceFile[]): string[] {
  return files
    .filter(({ path }) => !clocks.includes(path))
    .flatMap((source) => {
      const faults: string[] = []
      walk(parse(source), (node) => {
        const asks =
          (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length) ||
          (ts.isPropertyAccessExpression(node) && /^(Date|performance)\.now$/.test(node.getText()))
        if (asks) faults.push(`${source.path}:${lineOf(node)} asks another clock than clock.server.ts`)
      })
      return faults
    })
}

const loading = /^(src|srcSet|href|action|formAction|poster|data|xlinkHref)$/
const foreign = /^(https?:)?\/\//

/**
 * No request leaves for a third party: nothing is loaded from another host, by page, style or script. Links that a
 * person follows (`a`, the kit's links) may lead anywhere.
 */
export function thirdPartyFaults(files: SourceFile[]): string[] {
  return files.flatMap((source) => {
    const fault = (line: number, what: string) => `${source.path}:${line} reaches ${what}`
    if (!/\.(tsx?|js)$/.test(source.path)) {
      const found = source.text.match(/(url\(\s*['"]?|@import\s+['"])(https?:)?\/\/[^'")\s]*/g) ?? []
      return found.map((what) =>
        fault(source.text.slice(0, source.text.indexOf(what)).split('\n').length, what),
      )
    }
    const faults: string[] = []
    walk(parse(source), (node) => {
      if (ts.isJsxAttribute(node) && loading.test(node.name.getText())) {
        const tag = node.parent.parent.tagName.getText()
        const value = node.initializer
        const text =
          value && ts.isStringLiteral(value) ? value.text : (value?.getText().replace(/^\{['"`]?/, '') ?? '')
        if (tag !== 'a' && foreign.test(text)) faults.push(fault(lineOf(node), text))
      }
      if (ts.isCallExpression(node) && /^(window\.)?fetch$|sendBeacon$/.test(node.expression.getText())) {
        const text = node.arguments[0]?.getText().slice(1) ?? ''
        if (foreign.test(text)) faults.push(fault(lineOf(node), text))
      }
    })
    return faults
  })
}

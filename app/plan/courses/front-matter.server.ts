// SPDX-License-Identifier: AGPL-3.0-or-later
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import type { LineFault } from './course.ts'

export type Parts<T> = { values: T | null; body: string; bodyLine: number; faults: LineFault[] }

/**
 * Splits a file at its front matter and checks it. YAML's core schema only: no tags, no aliases, nothing that runs.
 * Faults carry the line of the key they are about.
 */
export function readFrontMatter<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
): Parts<z.output<Schema>> {
  const source = file.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const match = /^---\n([\s\S]*?\n)?---[ \t]*(?:\n|$)/.exec(source)
  if (!match) {
    const text = 'the file must begin with front matter between two lines of ---'
    return { values: null, body: source, bodyLine: 1, faults: [{ line: 1, text }] }
  }
  const body = source.slice(match[0].length)
  const bodyLine = match[0].split('\n').length
  const lines = new LineCounter()
  const document = parseDocument(match[1] ?? '', { schema: 'core', lineCounter: lines, prettyErrors: false })
  // The front matter's first line is the file's second.
  const lineAt = (offset: number) => lines.linePos(offset).line + 1
  const faults = [...document.errors, ...document.warnings].map(({ pos, message }) => ({
    line: lineAt(pos[0]),
    text: message,
  }))
  if (faults.length > 0) return { values: null, body, bodyLine, faults }
  const contents = plainValues(document)
  if (contents === undefined) {
    return {
      values: null,
      body,
      bodyLine,
      faults: [{ line: 2, text: 'anchors and aliases are not allowed' }],
    }
  }
  const parsed = schema.safeParse(contents)
  if (parsed.success) return { values: parsed.data, body, bodyLine, faults }
  for (const issue of parsed.error.issues) {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [null]
    for (const key of keys) {
      const path = key === null ? issue.path : [...issue.path, key]
      faults.push({ line: lineAt(offsetOf(document, path)), text: wordsOf(issue, path.join('.')) })
    }
  }
  return { values: null, body, bodyLine, faults }
}

function plainValues(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 }) ?? {}
  } catch {
    // Nested aliases are a known way to fill the memory, and a dozen lines have nothing worth sharing.
    return undefined
  }
}

function wordsOf(issue: z.core.$ZodIssue, path: string): string {
  if (issue.code === 'unrecognized_keys') return `unknown key "${path}"`
  if (
    issue.code === 'invalid_type' &&
    issue.input === undefined &&
    issue.message.endsWith('received undefined')
  ) {
    return `"${path}" is missing`
  }
  return path ? `"${path}": ${issue.message}` : issue.message
}

/** Where the deepest part of a path that exists begins. */
function offsetOf(document: Document, path: PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true)
    if (!isMap(parent)) continue
    const pair = parent.items.find((item) => isScalar(item.key) && item.key.value === path[length - 1])
    if (pair && isNode(pair.key) && pair.key.range) return pair.key.range[0]
  }
  return 0
}

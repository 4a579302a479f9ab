// SPDX-License-Identifier: AGPL-3.0-or-later
// Which mark is in force is said in one room: a query or a search of rows that says it anew would be missed by a change.
import ts from 'typescript'
import { roomOf } from './floors.ts'
import { lineOf, parse, type SourceFile, walk } from './source.ts'

const home = 'record/marks'

/** Conditions on `superseded_by` outside their home. What only reads it, as the history of a mark does, is let be. */
export function inForceFaults(files: SourceFile[]): string[] {
  return files
    .filter(({ path }) => roomOf(path) !== home)
    .flatMap((source) => {
      const faults: string[] = []
      walk(parse(source), (node) => {
        if (isInQuery(node) || isOfRow(node))
          faults.push(`${source.path}:${lineOf(node)} says itself which mark is in force: ${home} does`)
      })
      return faults
    })
}

/** The column's name as an argument of anything but a `select`, or in SQL that is written out. */
function isInQuery(node: ts.Node): boolean {
  if (ts.isTaggedTemplateExpression(node)) return /\bsuperseded_by\b/.test(node.template.getText())
  if (!ts.isStringLiteralLike(node) || !/^(\w+\.)?superseded_by$/.test(node.text)) return false
  let call = node.parent
  while (ts.isArrayLiteralExpression(call) || ts.isAsExpression(call)) call = call.parent
  if (!ts.isCallExpression(call)) return false
  const { expression } = call
  return !(ts.isPropertyAccessExpression(expression) && expression.name.text === 'select')
}

/** A comparison with null or a denial, unless it chooses what to do with the id that is there. */
function isOfRow(node: ts.Node): boolean {
  const compared =
    ts.isBinaryExpression(node) && equals.has(node.operatorToken.kind)
      ? [node.left, node.right].some(isColumn) && [node.left, node.right].some(isNothing)
      : ts.isPrefixUnaryExpression(node) &&
        node.operator === ts.SyntaxKind.ExclamationToken &&
        isColumn(node.operand)
  return compared && !(ts.isConditionalExpression(node.parent) && node.parent.condition === node)
}

const equals = new Set([
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
])

function isColumn(node: ts.Node): boolean {
  return ts.isPropertyAccessExpression(node) && node.name.text === 'superseded_by'
}

function isNothing(node: ts.Node): boolean {
  return node.kind === ts.SyntaxKind.NullKeyword || node.getText() === 'undefined'
}

// SPDX-License-Identifier: AGPL-3.0-or-later
// Every loader and action begins with exactly one guard: a layout's loader protects nobody (?_routes= skips it).
import ts from 'typescript'
import { importsOf, parse, type SourceFile, walk } from './source.ts'

const guards = ['publicPage', 'requireAccount', 'requirePermission']
const home = 'app/base/access/guards.server.ts'

export function guardFaults(files: SourceFile[]): string[] {
  return files.flatMap((source) => {
    const faults = ['loader', 'action'].flatMap((name) => {
      const handler = exported(source, name)
      if (handler === undefined) return []
      if (handler === 'elsewhere') return [`${name} is not written here`]
      const why = faultOf(source, handler)
      return why ? [`${name} ${why}`] : []
    })
    return faults.map((fault) => `${source.path}: ${fault}`)
  })
}

type Handler = ts.FunctionLikeDeclaration

/** The function a route exports under a name. */
function exported(source: SourceFile, name: string): Handler | 'elsewhere' | undefined {
  let found: Handler | 'elsewhere' | undefined
  parse(source).forEachChild((node) => {
    const isExport =
      ts.canHaveModifiers(node) && ts.getModifiers(node)?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword)
    if (ts.isFunctionDeclaration(node) && isExport && node.name?.text === name) found = node
    if (ts.isVariableStatement(node) && isExport) {
      for (const declaration of node.declarationList.declarations) {
        if (!ts.isIdentifier(declaration.name) || declaration.name.text !== name) continue
        const value = declaration.initializer
        found = value && (ts.isArrowFunction(value) || ts.isFunctionExpression(value)) ? value : 'elsewhere'
      }
    }
    if (ts.isExportDeclaration(node) && node.exportClause && ts.isNamedExports(node.exportClause)) {
      if (node.exportClause.elements.some((element) => element.name.text === name)) found = 'elsewhere'
    }
  })
  return found
}

function faultOf(source: SourceFile, handler: Handler): string | null {
  const body = handler.body
  if (!body || !ts.isBlock(body)) return 'has no body of statements'
  const calls: ts.CallExpression[] = []
  walk(body, (node) => {
    if (
      ts.isCallExpression(node) &&
      ts.isIdentifier(node.expression) &&
      guards.includes(node.expression.text)
    ) {
      calls.push(node)
    }
  })
  const [call] = calls
  if (!call) return 'has no guard'
  if (calls.length > 1) return 'has more than one guard'
  if (awaitedBy(body.statements[0]) !== call) return 'does not begin with its guard'
  const name = call.expression.getText()
  const [args, permission] = call.arguments
  const parameter = handler.parameters[0]?.name
  if (!args || !ts.isIdentifier(args) || args.getText() !== parameter?.getText())
    return 'does not give its guard all it got'
  if (name === 'requirePermission' && !(permission && ts.isStringLiteral(permission))) {
    return 'does not say which permission it wants'
  }
  const imported = importsOf(source).some(({ to, names }) => to === home && names.includes(name))
  return imported ? null : `takes its guard from elsewhere than ${home}`
}

/** The call that a statement awaits: `await f()`, `const x = await f()`. */
function awaitedBy(statement: ts.Statement | undefined): ts.Expression | undefined {
  if (!statement) return undefined
  let value: ts.Expression | undefined
  if (ts.isExpressionStatement(statement)) value = statement.expression
  if (ts.isVariableStatement(statement)) value = statement.declarationList.declarations[0]?.initializer
  return value && ts.isAwaitExpression(value) ? value.expression : undefined
}

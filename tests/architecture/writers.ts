// SPDX-License-Identifier: AGPL-3.0-or-later
// Every exported function that takes a connection and an actor, and by whatever way writes, first refuses who may not: imports,
// jobs and the command line meet the same wall as pages. What takes a transaction is called by such a function, and is let be;
// so is what says that the actor acts on what is their own (`Oneself`).
import ts from 'typescript'
import { importsOf, lineOf, parse, type SourceFile, walk } from './source.ts'

/** What refuses by the table of permissions, and where it is. */
const walls = new Set([
  'app/base/access/refuse.ts#refuseUnless',
  'app/plan/meetings/record-change.server.ts#refuseRecordChange',
  'app/plan/people/home.server.ts#holdRecord',
])

const writing = /^(insertInto|updateTable|deleteFrom|mergeInto|replaceInto)$/
const writingSql = /^`\s*(insert|update|delete|merge|replace)\b/i
/** What runs its work at once and once, so that a refusal in there is met. */
const runners = /^(inTransaction|db\.transaction\(\)\.execute)$/

export function writerFaults(files: SourceFile[]): string[] {
  const functions = new Map(files.flatMap(functionsOf).map((one) => [one.key, one]))
  const verdicts = new Map<string, Verdict>()

  /** What a function does first: refuse who may not, or write; nothing where it does neither. */
  function judge(key: string): Verdict {
    const known = verdicts.get(key)
    if (known) return known
    // Of one that calls itself: the rest of it decides.
    verdicts.set(key, { does: 'nothing' })
    const one = functions.get(key)
    const verdict = one ? first(one) : { does: 'nothing' as const }
    verdicts.set(key, verdict)
    return verdict
  }

  function first(one: Named): Verdict {
    for (const { node, to, sure } of stepsOf(one)) {
      if (to === null) return { does: 'writes', node }
      const does = walls.has(to) ? 'refuses' : to === one.key ? 'nothing' : judge(to).does
      if (does === 'writes') return { does, node }
      if (does === 'refuses' && sure) return { does }
    }
    return { does: 'nothing' }
  }

  return [...functions.values()]
    .filter((one) => one.exported && isWriterOfActor(one))
    .flatMap((one) => {
      const verdict = judge(one.key)
      if (verdict.does !== 'writes') return []
      return `${one.source.path}:${lineOf(verdict.node)} ${one.name} writes before it refuses who may not`
    })
    .sort()
}

type Named = {
  key: string
  source: SourceFile
  name: string
  node: ts.FunctionLikeDeclaration
  exported: boolean
}

type Verdict = { does: 'nothing' | 'refuses' } | { does: 'writes'; node: ts.Node }

/** `(db, actor, …)`: a plain connection first, an actor who may be refused after it. */
function isWriterOfActor({ node }: Named): boolean {
  const [db, ...others] = node.parameters.map(({ type }) => type?.getText() ?? '')
  return db === 'Db' && others.some((type) => /^Actor\b/.test(type))
}

/** `to`: the function that is called, or handed on; null: a write. `sure`: it is met whenever the function runs. */
type Step = { node: ts.Node; to: string | null; sure: boolean }

/** What a function does and calls, in the order in which it stands there. */
function stepsOf({ node, source }: Named): Step[] {
  const imported = new Map(importsOf(source).flatMap(({ to, names }) => names.map((name) => [name, to])))
  const steps: Step[] = []
  if (!node.body) return steps
  walk(node.body, (inner) => {
    const sure = isMet(inner, node)
    const writes =
      (ts.isPropertyAccessExpression(inner) && writing.test(inner.name.text)) ||
      (ts.isTaggedTemplateExpression(inner) && writingSql.test(inner.template.getText()))
    if (writes) steps.push({ node: inner, to: null, sure })
    if (!ts.isIdentifier(inner) || isOnlyName(inner)) return
    steps.push({ node: inner, to: `${imported.get(inner.text) ?? source.path}#${inner.text}`, sure })
  })
  return steps
}

/** A property's name, not a value. */
function isOnlyName(node: ts.Identifier): boolean {
  const { parent } = node
  return (
    (ts.isPropertyAccessExpression(parent) ||
      ts.isPropertyAssignment(parent) ||
      ts.isBindingElement(parent)) &&
    parent.name === node
  )
}

/** Whether a node is passed whenever `within` runs: in no branch, no loop, and in no function that may not be called. */
function isMet(node: ts.Node, within: ts.Node): boolean {
  for (let inner = node; inner !== within; inner = inner.parent) {
    const { parent } = inner
    if (ts.isIfStatement(parent) && inner !== parent.expression) return false
    if (ts.isConditionalExpression(parent) && inner !== parent.condition) return false
    if (
      ts.isIterationStatement(parent, false) ||
      ts.isCatchClause(parent) ||
      ts.isCaseOrDefaultClause(parent)
    )
      return false
    if (ts.isBinaryExpression(parent) && inner === parent.right && isShort(parent)) return false
    if (
      ts.isFunctionLike(inner) &&
      !(ts.isCallExpression(parent) && runners.test(parent.expression.getText()))
    )
      return false
  }
  return true
}

function isShort({ operatorToken: { kind } }: ts.BinaryExpression): boolean {
  const { AmpersandAmpersandToken, BarBarToken, QuestionQuestionToken } = ts.SyntaxKind
  return [AmpersandAmpersandToken, BarBarToken, QuestionQuestionToken].some((short) => short === kind)
}

function functionsOf(source: SourceFile): Named[] {
  const found: Named[] = []
  const add = (name: string, node: ts.FunctionLikeDeclaration, holder: ts.HasModifiers) => {
    const exported =
      ts.getModifiers(holder)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false
    found.push({ key: `${source.path}#${name}`, source, name, node, exported })
  }
  parse(source).forEachChild((node) => {
    if (ts.isFunctionDeclaration(node) && node.name) add(node.name.text, node, node)
    if (!ts.isVariableStatement(node)) return
    for (const { name, initializer } of node.declarationList.declarations)
      if (initializer && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer)))
        add(name.getText(), initializer, node)
  })
  return found
}

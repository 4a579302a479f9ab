// SPDX-License-Identifier: AGPL-3.0-or-later
// The program's own source, read and parsed for the rules of this folder. A rule is a function from files to faults;
// each fault is one line that begins with the file's path.
import { globSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import ts from 'typescript'

export type SourceFile = { path: string; text: string }

/** A sample for a rule's own test. */
export function file(path: string, text: string): SourceFile {
  return { path, text }
}

/** The files that match the patterns, without what paraglide makes. */
export function read(...patterns: string[]): SourceFile[] {
  return globSync(patterns, { exclude: ['app/base/i18n/paraglide/**', '**/node_modules/**'] })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !path.startsWith('app/base/i18n/paraglide/'))
    .sort()
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }))
}

const parsed = new WeakMap<SourceFile, ts.SourceFile>()

export function parse(source: SourceFile): ts.SourceFile {
  const kept =
    parsed.get(source) ?? ts.createSourceFile(source.path, source.text, ts.ScriptTarget.Latest, true)
  parsed.set(source, kept)
  return kept
}

/** Calls `visit` for every node of a file. */
export function walk(root: ts.Node, visit: (node: ts.Node) => void): void {
  visit(root)
  root.forEachChild((child) => walk(child, visit))
}

export function lineOf(node: ts.Node): number {
  return node.getSourceFile().getLineAndCharacterOfPosition(node.getStart()).line + 1
}

export type Import = { to: string; names: string[]; typeOnly: boolean; line: number }

/** What a file imports: paths from the repository's root for its own files, package names for the rest. */
export function importsOf(source: SourceFile): Import[] {
  const found: Import[] = []
  walk(parse(source), (node) => {
    if (ts.isImportDeclaration(node) || (ts.isExportDeclaration(node) && node.moduleSpecifier)) {
      const specifier = node.moduleSpecifier
      if (!specifier || !ts.isStringLiteral(specifier)) return
      found.push({ to: resolve(source.path, specifier.text), ...namesOf(node), line: lineOf(node) })
    }
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [argument] = node.arguments
      if (!argument || !ts.isStringLiteral(argument)) return
      found.push({ to: resolve(source.path, argument.text), names: [], typeOnly: false, line: lineOf(node) })
    }
  })
  return found
}

function namesOf(node: ts.ImportDeclaration | ts.ExportDeclaration): { names: string[]; typeOnly: boolean } {
  if (ts.isExportDeclaration(node)) return { names: [], typeOnly: node.isTypeOnly }
  const clause = node.importClause
  if (!clause) return { names: [], typeOnly: false }
  const bindings = clause.namedBindings
  const elements = bindings && ts.isNamedImports(bindings) ? [...bindings.elements] : []
  const allTypes = !clause.name && elements.length > 0 && elements.every((element) => element.isTypeOnly)
  return { names: elements.map((element) => element.name.text), typeOnly: clause.isTypeOnly || allTypes }
}

/** The names a file exports; `default` among them. */
export function exportsOf(source: SourceFile): string[] {
  const names: string[] = []
  parse(source).forEachChild((node) => {
    const modifiers = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : []
    if (ts.isExportAssignment(node)) names.push('default')
    if (!modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return
    if (modifiers.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)) names.push('default')
    else if (ts.isFunctionDeclaration(node) && node.name) names.push(node.name.text)
    else if (ts.isVariableStatement(node)) {
      names.push(...node.declarationList.declarations.map(({ name }) => name.getText()))
    }
  })
  return names
}

/** `#plan/` and its like, as package.json maps them. */
const aliases = Object.entries(
  JSON.parse(readFileSync('package.json', 'utf8')).imports as Record<string, string>,
).map(([alias, target]) => [alias.replace('*', ''), target.replace(/^\.\//, '').replace('*', '')] as const)

function resolve(from: string, specifier: string): string {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier)
  const [alias, target] = aliases.find(([alias]) => specifier.startsWith(alias)) ?? []
  return alias && target ? target + specifier.slice(alias.length) : specifier
}

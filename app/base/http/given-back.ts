// SPDX-License-Identifier: AGPL-3.0-or-later
// What was typed in a form that was not taken, as the page of the form shows it again.

export type Fields = readonly (readonly [name: string, value: string])[]

/** Deeper than any form of ours nests, and longer than any of its lists. */
const deepest = 4
const longest = 400

type Value = string | Tree | Value[]
type Tree = { [name: string]: Value }

/**
 * The fields as a form begins with them: `marks.ID.status` and `meetings[0].date` in their places, a name sent several times as a
 * list. What its library says to itself, and names that no form of ours has, are left out.
 */
export function initialValueOf(fields: Fields): Tree {
  const tree: Tree = Object.create(null)
  for (const [name, value] of fields) {
    const path = name.startsWith('__') ? [] : pathOf(name)
    if (path.length > 0 && path.length <= deepest) put(tree, path, value)
  }
  return tree
}

type Path = (string | number)[]

function pathOf(name: string): Path {
  const parts: Path = []
  for (const [, word, index] of name.matchAll(/([^.[\]]+)|\[(\d{0,3})\]/g)) {
    if (word !== undefined) parts.push(word)
    else if (index !== '' && Number(index) < longest) parts.push(Number(index))
  }
  return parts
}

function put(tree: Tree, path: Path, value: string): void {
  let at: Tree | Value[] = tree
  for (const [depth, part] of path.entries()) {
    const next = path[depth + 1]
    const before: Value | undefined = valueAt(at, part)
    if (next !== undefined) {
      if (typeof before === 'string') return
      const inner: Tree | Value[] = before ?? (typeof next === 'number' ? [] : Object.create(null))
      setAt(at, part, inner)
      at = inner
    } else if (before === undefined) setAt(at, part, value)
    else if (typeof before === 'string') setAt(at, part, [before, value])
    else if (Array.isArray(before)) before.push(value)
  }
}

function valueAt(at: Tree | Value[], part: string | number): Value | undefined {
  return Array.isArray(at) ? at[Number(part)] : at[part]
}

function setAt(at: Tree | Value[], part: string | number, value: Value): void {
  if (!Array.isArray(at)) at[part] = value
  else if (typeof part === 'number') at[part] = value
}

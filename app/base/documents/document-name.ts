// SPDX-License-Identifier: AGPL-3.0-or-later
// What a document is called when it is downloaded: whose it is, what it is, of which edition and meeting, in which form or version.
// No two documents of a project have one name, and no file system minds it.

/** Of the ending and the parts together, as every system and every mail program takes it. */
const longestPart = 60

type Named = { project: { slug: string }; kind: string; edition: { code: string }; parts: readonly string[] }

/** "IRIS-registro-IRIS-PM-01-incontro-03-2026-02-11-v2.pdf" */
export function documentName({ project, kind, edition, parts }: Named, ending = 'pdf'): string {
  const all = [project.slug.toUpperCase(), kind, edition.code, ...parts]
    .map(plain)
    .filter((part) => part !== '')
  return `${all.join('-')}.${ending}`
}

function plain(part: string): string {
  const letters = part
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9]+/g, '-')
  return letters.slice(0, longestPart).replace(/^-/, '').replace(/-$/, '')
}

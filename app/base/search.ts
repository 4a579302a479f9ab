// SPDX-License-Identifier: AGPL-3.0-or-later

/** Text as the `_search` columns keep it: without accents, lower case, single spaces. */
export function searchable(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}@.]+/gu, ' ')
    .trim()
}

/** A LIKE pattern that finds `q` anywhere in a `_search` column. What is left has no wildcard to escape. */
export function pattern(q: string): string {
  return `%${searchable(q)}%`
}

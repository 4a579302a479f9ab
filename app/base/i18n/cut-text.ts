// SPDX-License-Identifier: AGPL-3.0-or-later

/** At most so many letters, the last of them "…" where some were left out, and none half of a pair of surrogates. */
export function cutText(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`
}

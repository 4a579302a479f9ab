// SPDX-License-Identifier: AGPL-3.0-or-later

/** A route's `meta`: the page's title. */
export function title(text: string | undefined) {
  return [{ title: text ? `${text} · Presente` : 'Presente' }]
}

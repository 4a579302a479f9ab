// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#base/i18n/paraglide/messages.js'

/** The way from a project's office to a page of one of its editions. */
export function editionCrumbs(
  project: { slug: string; acronym: string },
  edition: { code: string },
  ...pages: string[]
): { label: string; to?: string }[] {
  const office = `/manage/${project.slug}`
  return [
    { label: project.acronym, to: office },
    { label: m.words_editions(), to: `${office}/editions` },
    { label: edition.code, to: `${office}/editions/${edition.code}` },
    ...pages.map((label) => ({ label })),
  ]
}

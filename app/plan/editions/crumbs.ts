// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#base/i18n/paraglide/messages.js'

type Project = { slug: string; acronym: string }
type Crumb = { label: string; to?: string }

/** The way from a project's office to a page of one of its editions. */
export function editionCrumbs(project: Project, edition: { code: string }, ...pages: string[]): Crumb[] {
  const office = `/manage/${project.slug}`
  return [
    { label: project.acronym, to: office },
    { label: m.words_editions(), to: `${office}/editions` },
    ...inEdition(project, edition, pages),
  ]
}

/** The way to a page that an edition's trainers see too: from the office or, for whoever sees none, from their own meetings. */
export function crumbsFor(
  seesOffice: boolean,
  project: Project,
  edition: { code: string },
  ...pages: string[]
): Crumb[] {
  if (seesOffice) return editionCrumbs(project, edition, ...pages)
  return [{ label: m.words_my_meetings(), to: '/teaching' }, ...inEdition(project, edition, pages)]
}

function inEdition({ slug }: Project, { code }: { code: string }, pages: string[]): Crumb[] {
  return [{ label: code, to: `/manage/${slug}/editions/${code}` }, ...pages.map((label) => ({ label }))]
}

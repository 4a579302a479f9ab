// SPDX-License-Identifier: AGPL-3.0-or-later
// The funding block that stands wherever a participant or the public looks (product.md, rule 12).
import { z } from 'zod'
import { documentLanguages } from './project.ts'

const fundingSchema = z.object({
  /** The language of all that it says: that of the project's documents. */
  language: z.enum(documentLanguages),
  statement: z.string(),
  fund: z.string(),
  project: z.string(),
  cup: z.string().nullable(),
})

export type Funding = z.infer<typeof fundingSchema>

type FundedProject = {
  acronym: string
  title: string
  code: string | null
  cup: string | null
  fund: string
  fund_period: string | null
  funding_statement: string
  language: 'it' | 'en'
}

/** What the funding block of a project says. */
export function fundingOf(project: FundedProject): Funding {
  const name = `${project.acronym} · ${project.title}`
  return {
    language: project.language,
    statement: project.funding_statement,
    fund: project.fund_period ? `${project.fund} ${project.fund_period}` : project.fund,
    project: project.code ? `${name} (${project.code})` : name,
    cup: project.cup,
  }
}

/** What stands on pages that belong to no project: each programme once, with the projects it funds. */
export function commonFunding(projects: readonly FundedProject[]): Funding[] {
  const programmes = new Map<string, Funding>()
  for (const project of projects) {
    const { language, statement, fund } = fundingOf(project)
    const key = `${language} ${statement} ${fund}`
    const names = programmes.get(key)?.project
    programmes.set(key, {
      language,
      statement,
      fund,
      project: names ? `${names}, ${project.acronym}` : project.acronym,
      cup: null,
    })
  }
  return [...programmes.values()]
}

const withFunding = z.object({ funding: fundingSchema })

/** The `handle` of every page under a project: the root shows in its footer the `funding` that its loader returned. */
export const fundingHandle = {
  funding: (data: unknown): Funding | null => withFunding.safeParse(data).data?.funding ?? null,
}

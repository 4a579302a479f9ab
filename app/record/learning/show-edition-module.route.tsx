// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { can } from '#base/access/permissions.ts'
import { AppError } from '#base/error.ts'
import { title } from '#base/http/title.ts'
import { showPercent } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { ButtonRow, LinkButton } from '#base/ui/buttons.tsx'
import { Page, Prose, Section } from '#base/ui/page.tsx'
import { crumbsFor } from '#plan/editions/crumbs.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { ProjectNav } from '#plan/projects/project-nav.tsx'
import { modulesOf, moduleToRead, versionAsked, versionsInUse } from './edition-modules.server.ts'

export const handle = fundingHandle
export const meta: MetaFunction<typeof loader> = ({ data }) =>
  title(data && `${data.module.title} · ${data.edition.code}`)

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project, edition } = await requirePermission(args, 'edition:see')
  const slug = args.params.module ?? ''
  const version = versionAsked(await versionsInUse(db, edition), new URL(args.request.url).searchParams)
  const [module, all] = version
    ? await Promise.all([moduleToRead(db, version.id, slug), modulesOf(db, version.id)])
    : [null, []]
  if (!version || !module) throw new AppError('not_found', m.access_not_found())
  const at = all.findIndex((one) => one.slug === slug)
  const named = (one: (typeof all)[number] | undefined) => one && { slug: one.slug, title: one.title }
  return {
    module,
    position: at + 1,
    count: all.length,
    previous: named(all[at - 1]) ?? null,
    next: named(all[at + 1]) ?? null,
    version: { number: version.number, language: version.language },
    seesOffice: can(actor, 'project:see', { projectId: project.id }),
    edition: { code: edition.code, title: edition.title },
    project: { slug: project.slug, acronym: project.acronym },
    funding: fundingOf(project),
  }
}

export default function ShowEditionModule() {
  const data = useLoaderData<typeof loader>()
  const { module, version, previous, next, seesOffice, edition, project } = data
  const modules = `/manage/${project.slug}/editions/${edition.code}/modules`
  const to = ({ slug }: { slug: string }) => `${modules}/${slug}?version=${version.number}`
  const crumbs = crumbsFor(seesOffice, project, edition)
  return (
    <Page
      title={module.title}
      lead={
        <>
          {m.learning_module_position({ position: data.position, count: data.count })} ·{' '}
          {m.learning_module_minutes({ minutes: module.minutes })}
        </>
      }
      breadcrumb={[...crumbs, { label: m.learning_modules(), to: modules }, { label: module.title }]}
      subnav={seesOffice && <ProjectNav project={project} current="editions" />}
    >
      <div lang={version.language}>
        <Prose html={module.html} />
      </div>
      {module.questions.length > 0 && (
        <Section title={m.learning_path_column_quiz()} id="quiz">
          <p>
            {m.teaching_module_quiz({
              n: module.questions.length,
              pass: showPercent(Number(module.pass_mark)),
            })}
          </p>
          <ol lang={version.language}>
            {module.questions.map(({ number, text, answers }) => (
              <li key={number}>
                <p>{text}</p>
                <ul>
                  {answers.map((answer) => (
                    <li key={answer}>{answer}</li>
                  ))}
                </ul>
              </li>
            ))}
          </ol>
        </Section>
      )}
      <nav aria-label={m.learning_module_nav()}>
        <ButtonRow>
          {previous && (
            <LinkButton to={to(previous)} tone="plain">
              {m.learning_module_previous({ title: previous.title })}
            </LinkButton>
          )}
          {next && (
            <LinkButton to={to(next)} tone="plain">
              {m.learning_module_next({ title: next.title })}
            </LinkButton>
          )}
          <LinkButton to={modules} tone="secondary">
            {m.teaching_module_all()}
          </LinkButton>
        </ButtonRow>
      </nav>
    </Page>
  )
}

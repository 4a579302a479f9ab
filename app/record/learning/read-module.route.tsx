// SPDX-License-Identifier: AGPL-3.0-or-later
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { AppError } from '#base/error.ts'
import { redirectWith } from '#base/http/flash.server.ts'
import { title } from '#base/http/title.ts'
import { showMomentDate } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { ButtonRow, LinkButton, PostButton } from '#base/ui/buttons.tsx'
import { Notice } from '#base/ui/notice.tsx'
import { Page, Prose, Section } from '#base/ui/page.tsx'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { completeModule } from './learning.server.ts'
import { findModule } from './module.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => title(data?.module.title)
export const handle = fundingHandle

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project, edition } = await requirePermission(args, 'course:learn')
  const slug = args.params.module ?? ''
  const module = await findModule(db, { editionId: edition.id, personId: actor.personId ?? '', slug })
  if (!module) throw new AppError('not_found', m.access_not_found())
  const { code, title } = edition
  return { edition: { code, title }, funding: fundingOf(project), module: { ...module, slug } }
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor, edition } = await requirePermission(args, 'course:learn')
  const slug = args.params.module ?? ''
  const module = await findModule(db, { editionId: edition.id, personId: actor.personId ?? '', slug })
  if (!module) throw new AppError('not_found', m.access_not_found())
  await completeModule(db, actor, { enrolment_id: module.enrolmentId, module_id: module.id })
  const path = `/learn/${edition.code}`
  const to = module.next ? `${path}/${module.next.slug}` : path
  return redirectWith(to, m.learning_module_marked({ title: module.title }))
}

export default function ReadModule() {
  const { edition, module } = useLoaderData<typeof loader>()
  const path = `/learn/${edition.code}`
  const { previous, next, completedAt } = module
  return (
    <Page
      title={module.title}
      lead={
        <>
          {m.learning_module_position({ position: module.position, count: module.count })} ·{' '}
          {m.learning_module_minutes({ minutes: module.minutes })}
        </>
      }
      breadcrumb={[
        { label: m.words_my_training(), to: '/my' },
        { label: edition.title, to: path },
        { label: module.title },
      ]}
    >
      <div lang={module.language}>
        <Prose html={module.html} />
      </div>
      <Section title={m.learning_module_end()}>
        {completedAt && (
          <Notice tone="success">{m.learning_module_done_on({ date: showMomentDate(completedAt) })}</Notice>
        )}
        {module.hasQuiz && !completedAt && <p>{m.learning_module_quiz_lead()}</p>}
        <ButtonRow>
          {module.hasQuiz && (
            <LinkButton to={`${path}/${module.slug}/quiz`} tone={completedAt ? 'secondary' : 'primary'}>
              {completedAt ? m.learning_module_quiz_again() : m.learning_module_to_quiz()}
            </LinkButton>
          )}
          {!module.hasQuiz && !completedAt && (
            <PostButton tone="primary">{m.learning_module_mark_done()}</PostButton>
          )}
          <LinkButton to={path} tone="secondary">
            {m.learning_quiz_to_path()}
          </LinkButton>
        </ButtonRow>
      </Section>
      {(previous || next) && (
        <nav aria-label={m.learning_module_nav()}>
          <ButtonRow>
            {previous && (
              <LinkButton to={`${path}/${previous.slug}`} tone="plain">
                {m.learning_module_previous({ title: previous.title })}
              </LinkButton>
            )}
            {next && (
              <LinkButton to={`${path}/${next.slug}`} tone="plain">
                {m.learning_module_next({ title: next.title })}
              </LinkButton>
            )}
          </ButtonRow>
        </nav>
      )}
    </Page>
  )
}

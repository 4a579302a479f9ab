// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, useForm } from '@conform-to/react'
import { getZodConstraint } from '@conform-to/zod/v4'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { redirectWith } from '#base/http/flash.server.ts'
import { withForm } from '#base/http/form.server.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button, ButtonRow, LinkButton } from '#base/ui/buttons.tsx'
import { FormErrors } from '#base/ui/fields.tsx'
import { Page, Section } from '#base/ui/page.tsx'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { partnersOf } from '#plan/projects/partners.server.ts'
import { projectSchema } from '#plan/projects/project.ts'
import { PartnerList } from '#plan/projects/project-partners.tsx'
import { changeProject } from '#plan/projects/projects.server.ts'
import { meetingsOutside } from '#plan/targets/consistency.server.ts'
import { inconsistenciesOf } from '#plan/targets/consistency.ts'
import { Inconsistencies } from '#plan/targets/plan-inconsistencies.tsx'
import { targetsOf } from '#plan/targets/targets.server.ts'
import { AdminNav } from './admin-nav.tsx'
import { ProjectFields, projectLabels } from './project-fields.tsx'

export const handle = fundingHandle
export const meta: MetaFunction<typeof loader> = ({ data }) => title(data?.project.acronym)

export async function loader(args: LoaderFunctionArgs) {
  const { db, project } = await requirePermission(args, 'installation:administer')
  const [partners, lines, outside] = await Promise.all([
    partnersOf(db, project.id),
    targetsOf(db, project.id),
    meetingsOutside(db, project),
  ])
  const inconsistencies = inconsistenciesOf(project, lines, outside)
  return { project, partners, inconsistencies, funding: fundingOf(project) }
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor, project } = await requirePermission(args, 'installation:administer')
  return withForm(args.request, projectSchema, async (values) => {
    await changeProject(db, actor, project.id, values)
    return redirectWith(`/admin/projects/${values.slug}`, m.projects_change_done({ project: values.acronym }))
  })
}

export default function ChangeProject() {
  const { project, partners, inconsistencies } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const { id: _, created_at: __, ...values } = project
  const [form, fields] = useForm({
    id: 'project',
    lastResult: reply && 'result' in reply ? reply.result : undefined,
    constraint: getZodConstraint(projectSchema),
    defaultValue: values,
  })
  return (
    <Page
      title={project.acronym}
      lead={project.title}
      subnav={<AdminNav current="projects" />}
      actions={
        <LinkButton to={`/projects/${project.slug}`} tone="secondary">
          {m.projects_public_page()}
        </LinkButton>
      }
    >
      <Inconsistencies found={inconsistencies} />
      <Section
        title={m.projects_partners()}
        actions={
          <LinkButton to={`/admin/projects/${project.slug}/partners`} tone="secondary">
            {m.projects_partners_change()}
          </LinkButton>
        }
      >
        <PartnerList partners={partners} />
      </Section>
      <Section title={m.projects_change_title()}>
        <form method="post" {...getFormProps(form)}>
          <FormErrors form={form} labels={projectLabels()} />
          <ProjectFields fields={fields} />
          <ButtonRow>
            <Button>{m.ui_save()}</Button>
          </ButtonRow>
        </form>
      </Section>
    </Page>
  )
}

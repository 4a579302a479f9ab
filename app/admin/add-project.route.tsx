// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, useForm } from '@conform-to/react'
import { getZodConstraint } from '@conform-to/zod/v4'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData } from '@remix-run/react'
import type { z } from 'zod'
import { requirePermission } from '#base/access/guards.server.ts'
import { redirectWith } from '#base/http/flash.server.ts'
import { withForm } from '#base/http/form.server.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button, ButtonRow, LinkButton } from '#base/ui/buttons.tsx'
import { FormErrors } from '#base/ui/fields.tsx'
import { Page } from '#base/ui/page.tsx'
import { defaultFundingStatement, projectSchema } from '#plan/projects/project.ts'
import { addProject } from '#plan/projects/projects.server.ts'
import { AdminNav } from './admin-nav.tsx'
import { ProjectFields, projectLabels } from './project-fields.tsx'

export const meta: MetaFunction = () => title(m.projects_add())

export async function loader(args: LoaderFunctionArgs) {
  await requirePermission(args, 'installation:administer')
  return null
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor } = await requirePermission(args, 'installation:administer')
  return withForm(args.request, projectSchema, async (values) => {
    const { slug } = await addProject(db, actor, values)
    return redirectWith(`/admin/projects/${slug}/partners`, m.projects_add_done({ project: values.acronym }))
  })
}

export default function AddProject() {
  const reply = useActionData<typeof action>()
  const [form, fields] = useForm<z.input<typeof projectSchema>>({
    id: 'project',
    lastResult: reply && 'result' in reply ? reply.result : undefined,
    constraint: getZodConstraint(projectSchema),
    defaultValue: {
      funding_statement: defaultFundingStatement,
      reached_stage: 'attended',
      evidence_rule: 'either',
      language: 'it',
      late_after: '10',
      close_within: '24',
    },
  })
  return (
    <Page title={m.projects_add()} subnav={<AdminNav current="projects" />}>
      <form method="post" {...getFormProps(form)}>
        <FormErrors form={form} labels={projectLabels()} />
        <ProjectFields fields={fields} />
        <ButtonRow>
          <Button>{m.projects_add_save()}</Button>
          <LinkButton to="/admin/projects" tone="plain">
            {m.ui_cancel()}
          </LinkButton>
        </ButtonRow>
      </form>
    </Page>
  )
}

// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, useForm } from '@conform-to/react'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { AppError } from '#base/error.ts'
import { redirectWith } from '#base/http/flash.server.ts'
import { withForm } from '#base/http/form.server.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button } from '#base/ui/buttons.tsx'
import { FormErrors, SelectField } from '#base/ui/fields.tsx'
import { Facts, Page } from '#base/ui/page.tsx'
import { personName } from '#plan/people/person.ts'
import { assignToProject, findUnassigned } from '#plan/people/unassigned.server.ts'
import { projectChoices } from '#plan/projects/projects.server.ts'
import { assignmentSchema } from './assignment.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  title(data && personName(data.person.first_name, data.person.last_name))

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await requirePermission(args, 'installation:administer')
  const [person, projects] = await Promise.all([
    findUnassigned(db, args.params.unassigned ?? ''),
    projectChoices(db),
  ])
  if (!person) throw new AppError('not_found', m.access_not_found())
  return { person, projects }
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor } = await requirePermission(args, 'installation:administer')
  const person = await findUnassigned(db, args.params.unassigned ?? '')
  if (!person) throw new AppError('not_found', m.access_not_found())
  const name = personName(person.first_name, person.last_name)
  return withForm(args.request, assignmentSchema, async ({ project }) => {
    const { acronym } = await assignToProject(db, actor, { person_id: person.id, project })
    return redirectWith('/admin/people', m.admin_people_assigned({ name, project: acronym }))
  })
}

export default function AssignPerson() {
  const { person, projects } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const [form, fields] = useForm({
    lastResult: reply && 'result' in reply ? reply.result : undefined,
    defaultValue: { project: '' },
  })
  const name = personName(person.first_name, person.last_name)
  return (
    <Page
      title={name}
      lead={m.admin_people_assign_lead()}
      breadcrumb={[{ label: m.admin_people(), to: '/admin/people' }, { label: name }]}
    >
      <Facts
        items={[
          { term: m.words_e_mail_address(), value: person.email ?? '–' },
          { term: m.words_organisation(), value: person.organisation ?? '–' },
        ]}
      />
      <form method="post" {...getFormProps(form)}>
        <FormErrors form={form} />
        <SelectField
          field={fields.project}
          label={m.words_project()}
          blank={m.admin_people_project_blank()}
          options={projects.map(({ id, acronym, title: name }) => ({
            value: id,
            label: `${acronym} - ${name}`,
          }))}
        />
        <Button>{m.admin_people_assign()}</Button>
      </form>
    </Page>
  )
}

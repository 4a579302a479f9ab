// SPDX-License-Identifier: AGPL-3.0-or-later
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { z } from 'zod'
import { type RouteArgs, requirePermission } from '#base/access/guards.server.ts'
import { AppError } from '#base/error.ts'
import { redirectWith } from '#base/http/flash.server.ts'
import { readForm, withForm } from '#base/http/form.server.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Page, Section } from '#base/ui/page.tsx'
import type { Db } from '#db/connect.server.ts'
import { employmentSchema } from '#plan/people/employment.ts'
import { changeEmployer } from '#plan/people/employments.server.ts'
import { personChangeSchema, personName } from '#plan/people/person.ts'
import { findRecord, organisationsNear } from '#plan/people/project-persons.server.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { ChangeEmploymentForm } from './change-employment-form.tsx'
import { changePerson } from './change-person.server.ts'
import { ChangePersonForm } from './change-person-form.tsx'
import { invitationWords } from './invitation-words.server.ts'

export const handle = fundingHandle
export const meta: MetaFunction<typeof loader> = ({ data }) =>
  title(data && personName(data.person.first_name, data.person.last_name))

export async function loader(args: LoaderFunctionArgs) {
  const { db, project } = await requirePermission(args, 'project:manage')
  const [person, organisations] = await Promise.all([
    personOf(db, project.id, args),
    organisationsNear(db, project.id),
  ])
  return {
    person,
    organisations,
    project: { slug: project.slug, acronym: project.acronym },
    funding: fundingOf(project),
  }
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor, project } = await requirePermission(args, 'project:manage')
  const { id: person_id } = await personOf(db, project.id, args)
  const page = `/manage/${project.slug}/people/${person_id}`
  const sent = await readForm(args.request)
  const intent = sent.get('intent')
  if (intent === 'employment') {
    const schema = employmentSchema
    return withForm(sent, schema, async (form: z.output<typeof schema>) => {
      const { from, role = null } = form
      await changeEmployer(db, actor, { person_id, role, from }, form)
      return redirectWith(page, m.people_employment_changed())
    })
  }
  return withForm(sent, personChangeSchema, async ({ intent: _intent, ...values }) => {
    const { invited } = await changePerson(db, actor, { person_id, ...values })
    const invitation = invitationWords(values.email ?? '')
    return redirectWith(page, invited ? m.people_changed_invited({ invitation }) : m.people_changed())
  })
}

async function personOf(db: Db, project_id: string, { params }: RouteArgs) {
  const person = await findRecord(db, project_id, params.person ?? '')
  if (!person) throw new AppError('not_found', m.access_not_found())
  return person
}

export default function ChangePerson() {
  const { person, organisations, project } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const result = reply && 'result' in reply ? reply.result : undefined
  const isEmployment = result?.initialValue?.intent === 'employment'
  const office = `/manage/${project.slug}`
  const name = personName(person.first_name, person.last_name)
  const page = `${office}/people/${person.id}`
  return (
    <Page
      title={m.people_change()}
      lead={name}
      breadcrumb={[
        { label: project.acronym, to: office },
        { label: m.words_people(), to: `${office}/people` },
        { label: name, to: page },
        { label: m.people_change() },
      ]}
    >
      <Section title={m.people_person()}>
        <p>{m.people_change_text()}</p>
        <ChangePersonForm person={person} lastResult={isEmployment ? undefined : result} back={page} />
      </Section>
      <Section title={m.people_new_employment()} id="employment">
        <p>
          {person.organisation === null
            ? m.people_no_employment()
            : m.people_present_employment({ organisation: person.organisation })}
        </p>
        <p>{m.people_new_employment_text()}</p>
        <ChangeEmploymentForm organisations={organisations} lastResult={isEmployment ? result : undefined} />
      </Section>
    </Page>
  )
}

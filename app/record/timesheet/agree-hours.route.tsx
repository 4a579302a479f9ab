// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, useForm } from '@conform-to/react'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { z } from 'zod'
import { requirePermission } from '#base/access/guards.server.ts'
import { can } from '#base/access/permissions.ts'
import { AppError } from '#base/error.ts'
import { redirectWith } from '#base/http/flash.server.ts'
import { withForm } from '#base/http/form.server.ts'
import { title } from '#base/http/title.ts'
import { showHours, showNumber } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button, ButtonRow } from '#base/ui/buttons.tsx'
import { FormErrors, TextField } from '#base/ui/fields.tsx'
import { Facts, Page, Section } from '#base/ui/page.tsx'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { ProjectNav } from '#plan/projects/project-nav.tsx'
import { agreeHours } from './agreed-hours.server.ts'
import { agreedHoursSchema } from './agreed-hours.ts'
import { OverlapTable } from './overlap-table.tsx'
import { projectOverlaps } from './overlaps.server.ts'
import { findTrainer } from './trainers.server.ts'
import { hoursName } from './words.ts'

export const handle = fundingHandle
export const meta: MetaFunction<typeof loader> = ({ data }) =>
  title(data && `${data.trainer.name} · ${data.project.acronym}`)

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project } = await requirePermission(args, 'project:see')
  const trainer = await findTrainer(db, project.id, args.params.trainer ?? '')
  if (!trainer) throw new AppError('not_found', m.access_not_found())
  return {
    trainer,
    overlaps: await projectOverlaps(db, project.id, trainer.id),
    mayManage: can(actor, 'project:manage', { projectId: project.id }),
    project: { slug: project.slug, acronym: project.acronym },
    funding: fundingOf(project),
  }
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor, project } = await requirePermission(args, 'project:manage')
  return withForm(args.request, agreedHoursSchema, async ({ hours }) => {
    const person_id = args.params.trainer ?? ''
    await agreeHours(db, actor, { project_id: project.id, person_id, minutes: hours })
    return redirectWith(`/manage/${project.slug}/trainers/${person_id}`, m.teaching_agreed_done())
  })
}

export default function AgreeHours() {
  const { trainer, overlaps, mayManage, project } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const [form, fields] = useForm<z.input<typeof agreedHoursSchema>>({
    lastResult: reply && 'result' in reply ? reply.result : undefined,
    defaultValue: { hours: trainer.agreed === null ? '' : showHours(trainer.agreed) },
  })
  const office = `/manage/${project.slug}`
  return (
    <Page
      title={trainer.name}
      lead={m.teaching_trainer_lead({ project: project.acronym })}
      breadcrumb={[
        { label: project.acronym, to: office },
        { label: m.words_trainers(), to: `${office}/trainers` },
        { label: trainer.name },
      ]}
      subnav={<ProjectNav project={project} current="trainers" />}
    >
      <Facts
        items={[
          { term: m.teaching_agreed(), value: hoursName(trainer.agreed) },
          { term: m.teaching_taught(), value: showHours(trainer.taught) },
          { term: m.teaching_hours_left(), value: hoursName(trainer.left) },
          { term: m.teaching_meetings_closed(), value: showNumber(trainer.meetings) },
        ]}
      />
      {mayManage && (
        <Section title={m.teaching_agreed_change()} id="agreed">
          <form method="post" {...getFormProps(form)}>
            <FormErrors form={form} />
            <TextField
              field={fields.hours}
              label={m.teaching_agreed()}
              hint={m.teaching_agreed_hint()}
              autoComplete="off"
            />
            <ButtonRow>
              <Button>{m.teaching_agreed_save()}</Button>
            </ButtonRow>
          </form>
        </Section>
      )}
      {overlaps.length > 0 && (
        <Section title={m.teaching_overlaps()} id="overlaps">
          <p>{m.teaching_overlaps_office()}</p>
          <OverlapTable overlaps={overlaps} />
        </Section>
      )}
    </Page>
  )
}

// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, getInputProps, useForm } from '@conform-to/react'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { z } from 'zod'
import { requirePermission } from '#base/access/guards.server.ts'
import { newId } from '#base/clock.server.ts'
import { env } from '#base/env.server.ts'
import { redirectWith } from '#base/http/flash.server.ts'
import { readForm, withForm } from '#base/http/form.server.ts'
import { title } from '#base/http/title.ts'
import { locale } from '#base/i18n/locale.server.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button, ButtonRow, LinkButton } from '#base/ui/buttons.tsx'
import { FieldRow, FormErrors, SelectField, TextField } from '#base/ui/fields.tsx'
import { optional } from '#base/ui/optional-field.ts'
import { Page, Section } from '#base/ui/page.tsx'
import { catalogueFor, courseOf } from '#plan/editions/catalogue.server.ts'
import { editionSchema, mostEditionFields } from '#plan/editions/edition.ts'
import { MeetingFields } from '#plan/editions/meeting-fields.tsx'
import { kindOptions } from '#plan/editions/words.ts'
import { meetingOf } from '#plan/meetings/times.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { addEdition } from './editions.server.ts'

export const handle = fundingHandle
export const meta: MetaFunction = () => title(m.editions_add())

export async function loader(args: LoaderFunctionArgs) {
  const { db, project } = await requirePermission(args, 'project:manage')
  return {
    id: newId(),
    courses: await catalogueFor(db, locale()),
    project: { slug: project.slug, acronym: project.acronym },
    funding: fundingOf(project),
  }
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor, project } = await requirePermission(args, 'project:manage')
  const sent = await readForm(args.request, mostEditionFields)
  return withForm(sent, editionSchema, async (values: z.output<typeof editionSchema>) => {
    const { id, code, venue, capacity } = values
    const course = values.course ? await courseOf(db, values.course, locale()) : null
    const zone = env().TZ_DISPLAY
    const meetings = values.meetings.map(({ path, ...typed }) => meetingOf(typed, zone, path))
    const edition = await addEdition(db, actor, {
      id,
      project_id: project.id,
      course_id: course?.id ?? null,
      code,
      title: values.title ?? course?.title ?? '',
      kind: course?.kind ?? values.kind ?? 'table',
      venue,
      capacity,
      meetings,
    })
    const path = `/manage/${project.slug}/editions/${edition.code}`
    return redirectWith(path, m.editions_added({ code: edition.code }))
  })
}

export default function AddEdition() {
  const { id, courses, project } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const [form, fields] = useForm<z.input<typeof editionSchema>>({
    lastResult: reply && 'result' in reply ? reply.result : undefined,
    defaultValue: { id, kind: 'table', meetings: [{ mode: 'in_person' }, { mode: 'in_person' }] },
  })
  const list = `/manage/${project.slug}/editions`
  const meetings = fields.meetings.getFieldList()
  return (
    <Page
      title={m.editions_add()}
      lead={m.editions_add_lead()}
      breadcrumb={[
        { label: project.acronym, to: `/manage/${project.slug}` },
        { label: m.words_editions(), to: list },
        { label: m.editions_add() },
      ]}
    >
      <form method="post" {...getFormProps(form)}>
        <FormErrors form={form} />
        {/* Enter in a field presses the first button: it must be the one that saves. */}
        <button type="submit" hidden tabIndex={-1} />
        <input {...getInputProps(fields.id, { type: 'hidden' })} />
        <SelectField
          field={fields.course}
          label={m.words_course()}
          hint={m.editions_course_hint()}
          blank={m.editions_course_none()}
          options={courses.map((course) => ({ value: course.slug, label: course.title }))}
        />
        <SelectField
          field={fields.kind}
          label={m.words_kind()}
          hint={m.editions_kind_hint()}
          options={kindOptions()}
        />
        <TextField field={fields.title} label={m.words_title()} hint={m.editions_name_hint()} />
        <TextField field={optional(fields.code)} label={m.words_code()} hint={m.editions_code_hint()} />
        <FieldRow>
          <TextField field={optional(fields.venue)} label={m.words_venue()} />
          <TextField
            field={optional(fields.capacity)}
            label={m.words_places()}
            type="number"
            inputMode="numeric"
            min={1}
          />
        </FieldRow>
        <Section title={m.words_meetings()}>
          <p>{m.editions_meetings_text()}</p>
          {meetings.map((meeting, index) => (
            <fieldset key={meeting.key}>
              <legend>{m.editions_meeting_number({ number: index + 1 })}</legend>
              <MeetingFields fields={meeting.getFieldset()} brief />
            </fieldset>
          ))}
          <ButtonRow>
            <Button
              tone="secondary"
              {...form.insert.getButtonProps({
                name: fields.meetings.name,
                defaultValue: { mode: 'in_person' },
              })}
            >
              {m.editions_meeting_another()}
            </Button>
          </ButtonRow>
        </Section>
        <ButtonRow>
          <Button>{m.editions_add_submit()}</Button>
          <LinkButton to={list} tone="secondary">
            {m.ui_cancel()}
          </LinkButton>
        </ButtonRow>
      </form>
    </Page>
  )
}

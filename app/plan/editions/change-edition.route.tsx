// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, useForm } from '@conform-to/react'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { z } from 'zod'
import { requirePermission } from '#base/access/guards.server.ts'
import { redirectWith } from '#base/http/flash.server.ts'
import { withForm } from '#base/http/form.server.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button, ButtonRow, LinkButton } from '#base/ui/buttons.tsx'
import { FieldRow, FormErrors, TextField } from '#base/ui/fields.tsx'
import { optional } from '#base/ui/optional-field.ts'
import { Page } from '#base/ui/page.tsx'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { changeEdition } from './changes.server.ts'
import { editionCrumbs } from './crumbs.ts'
import { changedEditionSchema } from './edition.ts'

export const handle = fundingHandle
export const meta: MetaFunction<typeof loader> = ({ data }) =>
  title(data && `${m.editions_edit()} · ${data.edition.code}`)

export async function loader(args: LoaderFunctionArgs) {
  const { project, edition } = await requirePermission(args, 'project:manage')
  const { code, title, venue, capacity } = edition
  return {
    edition: { code, title, venue, capacity },
    project: { slug: project.slug, acronym: project.acronym },
    funding: fundingOf(project),
  }
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor, project, edition } = await requirePermission(args, 'project:manage')
  const schema = changedEditionSchema
  return withForm(args.request, schema, async (values: z.output<typeof schema>) => {
    await changeEdition(db, actor, { edition_id: edition.id, ...values })
    return redirectWith(`/manage/${project.slug}/editions/${edition.code}`, m.editions_edited())
  })
}

export default function ChangeEdition() {
  const { edition, project } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const [form, fields] = useForm<z.input<typeof changedEditionSchema>>({
    lastResult: reply && 'result' in reply ? reply.result : undefined,
    defaultValue: {
      title: edition.title,
      venue: edition.venue ?? undefined,
      capacity: edition.capacity === null ? undefined : String(edition.capacity),
    },
  })
  return (
    <Page
      title={m.editions_edit()}
      lead={`${edition.code}. ${m.editions_edit_lead()}`}
      breadcrumb={editionCrumbs(project, edition, m.editions_edit())}
    >
      <form method="post" {...getFormProps(form)}>
        <FormErrors form={form} />
        <TextField field={fields.title} label={m.words_title()} />
        <FieldRow>
          <TextField field={optional(fields.venue)} label={m.words_venue()} />
          <TextField
            field={optional(fields.capacity)}
            label={m.words_places()}
            hint={m.editions_capacity_hint()}
            type="number"
            inputMode="numeric"
            min={1}
          />
        </FieldRow>
        <ButtonRow>
          <Button>{m.ui_save()}</Button>
          <LinkButton to={`/manage/${project.slug}/editions/${edition.code}`} tone="secondary">
            {m.ui_cancel()}
          </LinkButton>
        </ButtonRow>
      </form>
    </Page>
  )
}

// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, useForm } from '@conform-to/react'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { now } from '#base/clock.server.ts'
import { env } from '#base/env.server.ts'
import { redirectWith } from '#base/http/flash.server.ts'
import { withForm } from '#base/http/form.server.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { localDate } from '#base/i18n/zone.ts'
import { Button, ButtonRow, LinkButton } from '#base/ui/buttons.tsx'
import { FieldRow, FormErrors, TextField } from '#base/ui/fields.tsx'
import { Page } from '#base/ui/page.tsx'
import { editionCrumbs } from '#plan/editions/crumbs.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { ProjectNav } from '#plan/projects/project-nav.tsx'
import { openingSchema } from '#record/register-page/opening.ts'
import { openingOf, openRegister } from './opening.server.ts'

export const handle = fundingHandle
export const meta: MetaFunction = () => title(m.words_opening_record())

export async function loader(args: LoaderFunctionArgs) {
  const { db, project, edition } = await requirePermission(args, 'project:manage')
  return {
    opening: await openingOf(db, edition.id),
    today: localDate(now(), env().TZ_DISPLAY),
    edition: { code: edition.code, title: edition.title },
    project: { slug: project.slug, acronym: project.acronym },
    funding: fundingOf(project),
  }
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor, project, edition } = await requirePermission(args, 'project:manage')
  return withForm(args.request, openingSchema, async (typed) => {
    const { opened_on, keeper, stamp_authority = null, stamp_number = null } = typed
    await openRegister(db, actor, {
      edition_id: edition.id,
      opened_on,
      keeper,
      stamp_authority,
      stamp_number,
    })
    const path = `/manage/${project.slug}/editions/${edition.code}/register`
    return redirectWith(path, m.register_opening_done())
  })
}

export default function OpenRegister() {
  const { opening, today, edition, project } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const [form, fields] = useForm({
    lastResult: reply && 'result' in reply ? reply.result : undefined,
    defaultValue: {
      opened_on: opening?.opened_on ?? today,
      keeper: opening?.keeper ?? '',
      stamp_authority: opening?.stamp_authority ?? '',
      stamp_number: opening?.stamp_number ?? '',
    },
  })
  return (
    <Page
      title={m.words_opening_record()}
      lead={`${edition.code} · ${edition.title}`}
      breadcrumb={editionCrumbs(project, edition, m.words_opening_record())}
      subnav={<ProjectNav project={project} current="editions" />}
    >
      <p>{opening ? m.register_opening_lead() : m.register_opening_none_text()}</p>
      <form method="post" {...getFormProps(form)}>
        <FormErrors form={form} />
        <TextField field={fields.opened_on} label={m.words_opened_on()} type="date" />
        <TextField field={fields.keeper} label={m.words_kept_by()} hint={m.register_keeper_hint()} />
        <FieldRow>
          <TextField
            field={fields.stamp_authority}
            label={m.words_stamped_by()}
            hint={m.register_stamp_authority_hint()}
          />
          <TextField field={fields.stamp_number} label={m.words_stamp_number()} />
        </FieldRow>
        <ButtonRow>
          <Button>{m.ui_save()}</Button>
          <LinkButton tone="secondary" to={`/manage/${project.slug}/editions/${edition.code}/register`}>
            {m.ui_cancel()}
          </LinkButton>
        </ButtonRow>
      </form>
    </Page>
  )
}

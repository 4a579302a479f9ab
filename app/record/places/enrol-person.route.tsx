// SPDX-License-Identifier: AGPL-3.0-or-later
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { data } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { newId } from '#base/clock.server.ts'
import { redirectWith } from '#base/http/flash.server.ts'
import { type FormReply, readForm, withForm } from '#base/http/form.server.ts'
import { addressOf, listQuery } from '#base/http/list.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Notice } from '#base/ui/notice.tsx'
import { Page, Section } from '#base/ui/page.tsx'
import { SearchBox } from '#base/ui/table.tsx'
import { invitationWords } from '#plan/accounts/invitation-words.server.ts'
import { editionCrumbs } from '#plan/editions/crumbs.ts'
import { type Doubt, doubted, noDoubt } from '#plan/enrolment/doubt.ts'
import { countEnrolled } from '#plan/enrolment/enrolment.server.ts'
import { addressSchema, enrolSchema, newcomerSchema } from '#plan/enrolment/enrolment.ts'
import { reachOf } from '#plan/people/home.server.ts'
import { organisationsNear } from '#plan/people/project-persons.server.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { AddressForm } from './address-form.tsx'
import { CandidateTable } from './candidate-table.tsx'
import { findCandidates } from './candidates.server.ts'
import { LikelyPersons } from './likely-persons.tsx'
import { NewcomerForm } from './newcomer-form.tsx'
import { enrolByAddress, enrolKnown, enrolNewcomer, type NewcomerOutcome } from './newcomers.server.ts'

export const handle = fundingHandle
export const meta: MetaFunction = () => title(m.editions_enrol())

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project, edition } = await requirePermission(args, 'project:manage')
  const query = listQuery(args.request, ['name'])
  const [found, enrolled, organisations] = await Promise.all([
    query.q === '' ? null : findCandidates(db, reachOf(actor), edition.id, query),
    countEnrolled(db, edition.id),
    organisationsNear(db, project.id),
  ])
  return {
    found,
    organisations,
    id: newId(),
    full: edition.capacity !== null && enrolled >= edition.capacity,
    q: query.q,
    page: query.page,
    address: addressOf(args.request),
    edition: { code: edition.code, title: edition.title, capacity: edition.capacity, enrolled },
    project: { slug: project.slug, acronym: project.acronym },
    funding: fundingOf(project),
  }
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor, edition } = await requirePermission(args, 'project:manage')
  const here = addressOf(args.request)
  const sent = await readForm(args.request)
  const intent = sent.get('intent')
  if (intent === 'enrol') {
    const reply = await withForm(sent, enrolSchema, async ({ person, over }) => {
      const { name, isNew } = await enrolKnown(db, actor, edition, { person_id: person, over })
      return redirectWith(
        here,
        isNew ? m.editions_enrolled_done({ name }) : m.editions_enrolled_already({ name }),
      )
    })
    return including(reply, noDoubt)
  }
  if (intent === 'address') {
    const reply = await withForm(sent, addressSchema, async ({ email, over }) => {
      const { name, isNew, isGuest } = await enrolByAddress(db, actor, edition, { email, over })
      if (!isNew) return redirectWith(here, m.editions_enrolled_already({ name }))
      return redirectWith(
        here,
        isGuest ? m.editions_enrolled_guest({ name }) : m.editions_enrolled_done({ name }),
      )
    })
    return including(reply, noDoubt)
  }
  let doubt = noDoubt
  const reply = await withForm(sent, newcomerSchema, async (form) => {
    const outcome = await enrolNewcomer(db, actor, edition, form)
    if (outcome.likely) {
      doubt = outcome
      throw doubted(doubt)
    }
    const name = `${form.first_name} ${form.last_name}`
    return redirectWith(
      here,
      saidOf(outcome.invitation, name, form.email ?? ''),
      outcome.invitation === 'of_another' ? 'warning' : 'success',
    )
  })
  return including(reply, doubt)
}

/** What goes back to the page, with who may be in a register already. */
function including<Done extends Response>(reply: Done | ReturnType<typeof data<FormReply>>, doubt: Doubt) {
  return reply instanceof Response ? reply : data({ ...reply.data, doubt }, reply.init ?? {})
}

type Invitation = Extract<NewcomerOutcome, { likely: null }>['invitation']

function saidOf(invitation: Invitation, name: string, email: string): string {
  switch (invitation) {
    case 'sent':
      return m.editions_enrolled_invited({ name, invitation: invitationWords(email) })
    case 'of_another':
      return m.editions_enrolled_email_of_another({ name })
    default:
      return m.editions_enrolled_done({ name })
  }
}

export default function EnrolPerson() {
  const { found, organisations, id, full, q, page, address, edition, project } =
    useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const answer = reply && 'result' in reply ? reply : undefined
  const lastResult = answer?.result
  const { likely, elsewhere } = answer?.doubt ?? { likely: [], elsewhere: false }
  const asked = lastResult?.initialValue?.intent
  return (
    <Page
      title={m.editions_enrol()}
      lead={`${edition.code} · ${edition.title}`}
      breadcrumb={editionCrumbs(project, edition, m.editions_enrol())}
    >
      {full && (
        <Notice tone="warning" title={m.editions_enrol_full_title()}>
          {m.editions_enrol_full_text({ enrolled: edition.enrolled, capacity: edition.capacity ?? 0 })}
        </Notice>
      )}
      {asked === 'enrol' &&
        lastResult?.error?.['']?.map((error) => (
          <Notice key={error} tone="danger">
            {error}
          </Notice>
        ))}
      <Section title={m.editions_enrol_known()}>
        <p>{m.editions_enrol_known_text()}</p>
        <SearchBox q={q} label={m.editions_enrol_search()} address={address} />
        {found && <CandidateTable found={found} page={page} address={address} full={full} />}
      </Section>
      <Section title={m.editions_enrol_address()} id="by-address">
        <p>{m.editions_enrol_address_text()}</p>
        <AddressForm
          lastResult={asked === 'address' ? lastResult : undefined}
          full={full}
          submit={m.editions_enrol_address_submit()}
        />
      </Section>
      <Section title={m.editions_enrol_new()} id="new">
        {likely.length > 0 && <LikelyPersons persons={likely} full={full} address={address} />}
        <NewcomerForm
          id={id}
          organisations={organisations}
          lastResult={asked === 'enrol' || asked === 'address' ? undefined : lastResult}
          full={full}
          likely={likely.length > 0 || elsewhere}
        />
      </Section>
    </Page>
  )
}

// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { can } from '#base/access/permissions.ts'
import { AppError } from '#base/error.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { LinkButton } from '#base/ui/buttons.tsx'
import { Page } from '#base/ui/page.tsx'
import { trailTo } from '#plan/meetings/trail.ts'
import { meetingName, whenName } from '#plan/meetings/words.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { EvidenceLine } from '#record/evidence/evidence-line.tsx'
import { evidenceOf } from '#record/evidence/facts.server.ts'
import { PageChanges } from '#record/register-page/page-changes.tsx'
import { PageFacts } from '#record/register-page/page-facts.tsx'
import { PageSignature } from '#record/register-page/page-signature.tsx'
import { PagePeople, PageTeachers, PageWalkIns } from '#record/register-page/page-tables.tsx'
import { pageWithVersions } from '#record/register-page/versions.server.ts'
import { openRequestsCount } from '#record/requests/asked.server.ts'
import { RequestsNotice } from '#record/requests/requests-notice.tsx'
import { PageNotices } from './page-notices.tsx'

export const handle = fundingHandle
export const meta: MetaFunction<typeof loader> = ({ data }) =>
  title(data && `${m.register_page_title({ number: data.meeting.number })} · ${data.edition.code}`)

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project, edition, meeting } = await requirePermission(args, 'attendance:see')
  const version = versionAsked(new URL(args.request.url).searchParams.get('version'))
  const found = await pageWithVersions(db, meeting.id, version)
  const evidence = (await evidenceOf(db, [meeting.id])).get(meeting.id)
  const place = { projectId: project.id, editionId: edition.id }
  const mayRecord = can(actor, 'attendance:record', place)
  const requests = mayRecord ? await openRequestsCount(db, meeting.id) : 0
  const isOpen = meeting.state === 'planned' || meeting.state === 'open'
  return {
    ...found,
    evidence: evidence ? { state: evidence.state, why: evidence.why } : null,
    requests,
    mayClose: isOpen && mayRecord,
    mayAsk: meeting.state === 'locked' && mayRecord && !can(actor, 'register:lock', place),
    mayLock: meeting.state === 'closed' && can(actor, 'register:lock', place),
    meeting: { id: meeting.id, number: meeting.number, title: meeting.title, state: meeting.state },
    edition: { code: edition.code },
    trail: trailTo(actor, project, edition),
    funding: fundingOf(project),
  }
}

/** `?version=2`; what is no version does not exist. */
function versionAsked(typed: string | null): number | undefined {
  if (typed === null) return undefined
  if (!/^[1-9]\d{0,5}$/.test(typed)) throw new AppError('not_found', m.access_not_found())
  return Number(typed)
}

export default function ShowPage() {
  const { page, versions, latest, differences, stale, evidence, meeting, edition, trail, requests, ...may } =
    useLoaderData<typeof loader>()
  const { content, version } = page
  const here = `/meetings/${meeting.id}`
  const path = `${here}/register`
  const superseded = versions.find((one) => one.version === version)?.superseded_at ?? null
  const number = m.register_page_title({ number: content.meeting.number })
  return (
    <Page
      title={version === null ? number : m.register_page_version_n({ number, version })}
      lead={
        <>
          {edition.code} · {content.edition.title}
          <br />
          {content.meeting.title} · {whenName(content.meeting)}
        </>
      }
      breadcrumb={[trail, { label: meetingName(meeting), to: here }, { label: m.words_register_page() }]}
      actions={
        <>
          {may.mayClose && <LinkButton to={`${here}/close`}>{m.register_close()}</LinkButton>}
          {may.mayLock && <LinkButton to={`${here}/lock`}>{m.register_lock()}</LinkButton>}
          {may.mayAsk && <LinkButton to={`${here}/requests`}>{m.requests_ask()}</LinkButton>}
          {version === null ? (
            <LinkButton to={`${path}.pdf?form=blank`} tone="secondary" reloadDocument>
              {m.register_pdf_blank()}
            </LinkButton>
          ) : (
            <LinkButton to={`${path}.pdf?form=final&version=${version}`} tone="secondary" reloadDocument>
              {m.register_pdf_final()}
            </LinkButton>
          )}
        </>
      }
    >
      <RequestsNotice meeting={meeting} n={requests} />
      <PageNotices path={path} version={version} latest={latest} supersededAt={superseded} stale={stale} />
      <PageFacts content={content} />
      {evidence && <EvidenceLine evidence={evidence} to={`${here}/evidence`} />}
      <PageTeachers content={content} />
      <PagePeople content={content} />
      <PageWalkIns content={content} />
      {differences && version !== null && <PageChanges since={version - 1} differences={differences} />}
      <PageSignature page={page} versions={versions} path={path} />
    </Page>
  )
}

// SPDX-License-Identifier: AGPL-3.0-or-later
// Where a phone that scans the code of a meeting arrives. Anybody may ask; only who has a code in force, a ticket of one,
// an enrolment or a check-in of theirs learns that there is such a meeting.
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { publicPage, requireAccount } from '#base/access/guards.server.ts'
import { now } from '#base/clock.server.ts'
import { env } from '#base/env.server.ts'
import { AppError } from '#base/error.ts'
import { redirectWith } from '#base/http/flash.server.ts'
import { withForm } from '#base/http/form.server.ts'
import { title } from '#base/http/title.ts'
import { showTime } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Page } from '#base/ui/page.tsx'
import { meetingName, whenName } from '#plan/meetings/words.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { officeOf } from '#plan/projects/office.ts'
import { arrivalOf, refusalOf, stateOf } from './arrival.ts'
import { refusalWords } from './arrival-words.ts'
import { BadCode } from './bad-code.tsx'
import { CheckInForms } from './check-in-forms.tsx'
import { CheckInQuestion, LeavingOffer } from './check-in-question.tsx'
import { CheckInState } from './check-in-state.tsx'
import { checkIn, findMeetingOf, leaveMeeting } from './check-ins.server.ts'
import { scanGiven, scanTyped } from './code.server.ts'
import { checkInSchema } from './code.ts'
import { presencesOf } from './presence.server.ts'
import { deviceOf, findTicket, noTicketCookie, ticketCookie } from './ticket.server.ts'
import { teachersNamed } from './whom.server.ts'
import { WhomToAsk } from './whom-to-ask.tsx'

export const handle = fundingHandle
export const meta: MetaFunction = () => title(m.checkin_check_in())

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor } = await publicPage(args)
  const { request, params } = args
  const meeting_id = params.meeting ?? ''
  const moment = now()
  const cookies = request.headers.get('Cookie')
  const { device, cookie: deviceCookie } = await deviceOf(cookies)
  const path = pathTo(meeting_id)
  const signInPath = `/sign-in?to=${encodeURIComponent(path)}`
  const headers = new Headers()
  let ticket = await findTicket(cookies, meeting_id, moment)
  const code = new URL(request.url).searchParams.get('code')
  if (code !== null) {
    const giver = actor ? { accountId: actor.accountId } : { address: args.context.address }
    const scan = await scanGiven(db, giver, { meeting_id, code, moment }).catch(async (error: unknown) => {
      // Somebody of a whole hall, which is one address, may have guessed: the others are told apart by their accounts.
      if (actor || !(error instanceof AppError)) throw error
      throw await redirectWith(signInPath, m.checkin_sign_in_and_scan(), 'info')
    })
    if (typeof scan === 'string') {
      // Asked for again by whoever scanned it in time.
      if (actor && ticket) throw redirect(path)
      return data({ problem: scan, signedIn: actor !== null }, 422)
    }
    headers.append('Set-Cookie', await ticketCookie(meeting_id, scan))
    if (deviceCookie) headers.append('Set-Cookie', deviceCookie)
    if (!actor) throw await redirectWith(signInPath, m.checkin_sign_in_first(), 'info', headers)
    ticket = scan
  }
  if (!actor) throw redirect(signInPath)
  const found = await findMeetingOf(db, { meeting_id, person_id: actor.personId, device })
  const known = found?.known
  if (!found || !(ticket || known?.enrolled || known?.mine.length)) {
    throw new AppError('not_found', m.access_not_found())
  }
  const zone = env().TZ_DISPLAY
  const arrival = ticket && arrivalOf(found.meeting, found.known, ticket, zone)
  const { number, title, starts_at, ends_at, venue, edition_venue, edition_title } = found.meeting
  const presences = await presencesOf(db, actor.personId ?? '', [found.meeting], moment)
  const page = {
    problem: null,
    path,
    meeting: { number, title, starts_at, ends_at, place: venue ?? edition_venue, edition: edition_title },
    hasPerson: actor.personId !== null,
    mine: found.known.mine.map(({ kind, at, state, doubt }) => ({ kind, at, state, doubt })),
    // A scan that is not registered yet, as it will be when it is.
    scan:
      ticket && arrival?.outcome === 'entry'
        ? { kind: arrival.outcome, at: ticket.at, ...stateOf(arrival.doubt) }
        : null,
    // A scan of somebody who is there or left, which does not say by itself what it means.
    asked:
      ticket && arrival?.outcome === 'asks'
        ? { question: arrival.question, since: arrival.since, at: ticket.at }
        : null,
    presence: presences.get(found.meeting.id) ?? null,
    refusal: found.known.teaches ? ('teaches' as const) : refusalOf(found.meeting, moment, zone),
    teachers: await teachersNamed(db, { edition_id: found.meeting.edition_id, meeting_id }),
    office: officeOf(found.meeting),
    funding: fundingOf({ ...found.meeting, title: found.meeting.project_title }),
  }
  return data(page, { headers })
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor } = await requireAccount(args)
  const { request, params } = args
  const meeting_id = params.meeting ?? ''
  return withForm(request, checkInSchema, async ({ code, answer }) => {
    const moment = now()
    const cookies = request.headers.get('Cookie')
    const scan = code
      ? await scanTyped(db, actor.accountId, { meeting_id, code, moment })
      : await findTicket(cookies, meeting_id, moment)
    const path = pathTo(meeting_id)
    const { device, cookie } = await deviceOf(cookies)
    const headers = new Headers({ 'Set-Cookie': await noTicketCookie() })
    if (cookie) headers.append('Set-Cookie', cookie)
    if (answer === 'stay') return redirectWith(path, m.checkin_stays(), 'info', headers)
    if (answer !== 'leave' && !scan) throw new AppError('invalid', m.checkin_code_missing(), 'code')
    const arrival =
      answer === 'leave' || !scan
        ? await leaveMeeting(db, actor, { meeting_id, scan, moment, device })
        : await checkIn(db, actor, { meeting_id, scan, device, again: answer === 'return' })
    if (!arrival) {
      const words = actor.personId === null ? m.checkin_no_person_text() : m.checkin_nothing_to_leave()
      throw new AppError('invalid', words)
    }
    if (arrival.outcome === 'refused') throw new AppError('conflict', refusalWords(arrival.why))
    if (arrival.outcome === 'asks' && scan) {
      const asking = new Headers({ 'Set-Cookie': await ticketCookie(meeting_id, scan) })
      if (cookie) asking.append('Set-Cookie', cookie)
      return redirect(path, { headers: asking })
    }
    if (arrival.outcome !== 'already') return redirect(path, { headers })
    const said = arrival.kind === 'entry' ? m.checkin_already : m.checkin_left_already
    return redirectWith(path, said({ time: showTime(arrival.at) }), 'info', headers)
  })
}

function pathTo(meeting_id: string): string {
  return `/check-in/${encodeURIComponent(meeting_id)}`
}

export default function RecordCheckIn() {
  const page = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const result = reply && 'result' in reply ? reply.result : undefined
  if (page.problem !== null) {
    return (
      <Page title={m.checkin_check_in()}>
        <BadCode problem={page.problem} signedIn={page.signedIn} result={result} />
      </Page>
    )
  }
  const { meeting, mine, scan, asked, presence, refusal, hasPerson, teachers, office, path } = page
  const open = hasPerson && refusal === null
  return (
    <Page
      title={m.checkin_check_in()}
      lead={
        <>
          {meeting.edition} · {meetingName(meeting)}
          <br />
          {whenName(meeting)}
          {meeting.place && ` · ${meeting.place}`}
        </>
      }
      breadcrumb={[{ label: m.words_my_training(), to: '/my' }, { label: m.checkin_check_in() }]}
    >
      {open && asked && <CheckInQuestion path={path} {...asked} />}
      <CheckInState mine={mine} since={presence?.since ?? null} refusal={refusal} hasPerson={hasPerson} />
      {open && presence?.mayLeave && !asked && <LeavingOffer path={path} />}
      {open && !asked && <CheckInForms path={path} scan={scan} arrived={mine.length > 0} result={result} />}
      <WhomToAsk teachers={teachers} office={office} />
      <script type="module" src="/check-in.js" />
    </Page>
  )
}

// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireAccount } from '#base/access/guards.server.ts'
import { now } from '#base/clock.server.ts'
import { env } from '#base/env.server.ts'
import { addressOf, listQuery, pagesOf } from '#base/http/list.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { localDate } from '#base/i18n/zone.ts'
import { LinkButton } from '#base/ui/buttons.tsx'
import { EmptyState } from '#base/ui/notice.tsx'
import { CardGrid, Page, Section } from '#base/ui/page.tsx'
import { Pager } from '#base/ui/table.tsx'
import { toDoOf } from '#record/learning/do-now.ts'
import { EditionCard } from '#record/learning/edition-card.tsx'
import { ownEmployer } from '#record/learning/my-employer.server.ts'
import { myEnrolments } from '#record/learning/my-work.server.ts'
import { OwnEmployerSection } from '#record/learning/own-employer.tsx'
import { ToDoNow } from '#record/learning/to-do.tsx'
import { ownRequests } from '#record/requests/asked.server.ts'
import { OwnRequests } from '#record/requests/own-requests.tsx'

export const meta: MetaFunction = () => title(m.words_my_training())

/** The last ones: each leads to all that was said about its meeting. */
const mostRequests = 5

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor } = await requireAccount(args)
  if (!actor.personId)
    return {
      ...{ hasPerson: false, editions: [], requests: [], toDo: null, employer: { now: null, projects: [] } },
      ...{ total: 0, pages: 1, page: 1, address: '' },
    }
  const query = listQuery(args.request, ['enrolled'])
  const moment = now()
  const [{ editions, total }, requests, employer] = await Promise.all([
    myEnrolments(db, actor.personId, moment, query),
    ownRequests(db, actor.personId, moment, mostRequests),
    ownEmployer(db, actor.personId, moment),
  ])
  const dayOf = (at: string) => localDate(at, env().TZ_DISPLAY)
  const toDo = toDoOf(editions, (at) => dayOf(at) === dayOf(moment))
  const address = addressOf(args.request)
  return {
    ...{ hasPerson: true, editions, requests, toDo, employer },
    ...{ total, pages: pagesOf(total), page: query.page, address },
  }
}

export default function ShowMyWork() {
  const { hasPerson, editions, requests, toDo, employer, total, pages, page, address } =
    useLoaderData<typeof loader>()
  const past = editions.filter((edition) => edition.isPast)
  const current = editions.filter((edition) => !edition.isPast)
  if (total === 0) {
    return (
      <Page title={m.words_my_training()}>
        <EmptyState
          title={hasPerson ? m.learning_my_none_title() : m.learning_my_no_person_title()}
          action={<LinkButton to="/courses">{m.words_to_catalogue()}</LinkButton>}
        >
          {hasPerson ? m.learning_my_none_text() : m.learning_my_no_person_text()}
        </EmptyState>
      </Page>
    )
  }
  return (
    <Page title={m.words_my_training()} lead={m.learning_my_lead()}>
      {toDo && <ToDoNow toDo={toDo} />}
      <Section title={m.learning_under_way()}>
        {current.length === 0 && <p>{m.learning_my_none_current()}</p>}
        <CardGrid>
          {current.map((edition) => (
            <EditionCard key={edition.code} edition={edition} />
          ))}
        </CardGrid>
      </Section>
      <OwnRequests requests={requests} />
      {past.length > 0 && (
        <Section title={m.learning_my_past()}>
          <CardGrid>
            {past.map((edition) => (
              <EditionCard key={edition.code} edition={edition} />
            ))}
          </CardGrid>
        </Section>
      )}
      <OwnEmployerSection {...employer} />
      {pages > 1 && <Pager page={page} pages={pages} total={total} address={address} />}
    </Page>
  )
}

// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { now } from '#base/clock.server.ts'
import { AppError } from '#base/error.ts'
import { title } from '#base/http/title.ts'
import { showDuration, showMomentDate, showTime } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { LinkButton } from '#base/ui/buttons.tsx'
import { Notice } from '#base/ui/notice.tsx'
import { Page, Section } from '#base/ui/page.tsx'
import { ProgressBar } from '#base/ui/progress.tsx'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { officeOf } from '#plan/projects/office.ts'
import { teachersNamed } from '#record/check-in/whom.server.ts'
import { WhomToAsk } from '#record/check-in/whom-to-ask.tsx'
import { completionWords } from '#record/completion/words.ts'
import { MeetingsOfPath } from './meetings-table.tsx'
import { ModulesOfPath } from './modules-table.tsx'
import { progressOf } from './my-work.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => title(data?.edition.title)
export const handle = fundingHandle

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project, edition } = await requirePermission(args, 'course:learn')
  const progress = await progressOf(db, edition.id, actor.personId ?? '', now())
  if (!progress) throw new AppError('not_found', m.access_not_found())
  const { code, title, venue } = edition
  return {
    edition: { code, title, venue, language: project.language },
    ...{ project: project.acronym, office: officeOf(project), funding: fundingOf(project) },
    teachers: await teachersNamed(db, { edition_id: edition.id }),
    progress,
  }
}

export default function ShowEditionPath() {
  const { edition, project, office, teachers, progress } = useLoaderData<typeof loader>()
  const { completion, completedAt, modules, meetings, checkInAt, presence } = progress
  const next = modules.find((module) => !module.done)
  const path = `/learn/${edition.code}`
  const continueWords = completion.modulesDone > 0 ? m.learning_continue : m.learning_my_start
  return (
    <Page
      title={edition.title}
      language={edition.language}
      lead={`${project} · ${edition.code}`}
      breadcrumb={[{ label: m.words_my_training(), to: '/my' }, { label: edition.title }]}
      actions={
        <>
          {checkInAt && (
            <LinkButton to={`/check-in/${checkInAt}`}>
              {presence?.mayLeave ? m.checkin_to_leave() : m.checkin_check_in()}
            </LinkButton>
          )}
          {next && (
            <LinkButton to={`${path}/${next.slug}`} tone={checkInAt ? 'secondary' : 'primary'}>
              {continueWords({ title: next.title })}
            </LinkButton>
          )}
        </>
      }
    >
      {presence?.since && (
        <Notice tone="info" title={m.checkin_there_since({ time: showTime(presence.since) })} />
      )}
      <Section title={m.learning_path_missing()}>
        {completedAt && (
          <Notice
            tone="success"
            title={m.learning_state_completed_on({ date: showMomentDate(completedAt) })}
          />
        )}
        {completionWords(completion).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        {completion.plannedMinutes > 0 && completion.asksForHours && (
          <ProgressBar
            label={m.words_attendance()}
            value={completion.creditedMinutes}
            max={completion.neededMinutes}
            text={m.learning_path_attendance_text({
              credited: showDuration(completion.creditedMinutes),
              planned: showDuration(completion.plannedMinutes),
              needed: showDuration(completion.neededMinutes),
            })}
          />
        )}
        {modules.length > 0 && (
          <ProgressBar
            label={m.learning_modules()}
            value={completion.modulesDone}
            max={completion.modulesAll}
            text={m.learning_path_modules_text({ done: completion.modulesDone, all: completion.modulesAll })}
          />
        )}
      </Section>
      <Section title={m.learning_modules()}>
        <ModulesOfPath modules={modules} path={path} language={progress.language} />
        {progress.version && <p>{m.learning_path_version({ number: progress.version })}</p>}
      </Section>
      <Section title={m.words_meetings()}>
        <MeetingsOfPath meetings={meetings} venue={edition.venue} path={path} />
      </Section>
      <WhomToAsk teachers={teachers} office={office} />
    </Page>
  )
}

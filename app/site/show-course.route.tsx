// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { publicPage } from '#base/access/guards.server.ts'
import { AppError } from '#base/error.ts'
import { title } from '#base/http/title.ts'
import { showDuration, showMomentDate, showPercent } from '#base/i18n/format.ts'
import { locale } from '#base/i18n/locale.server.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Facts, Page, Prose, Section } from '#base/ui/page.tsx'
import { findCourse } from '#plan/courses/catalogue.server.ts'
import { kindName } from '#plan/courses/course-kind.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => title(data?.course.title)

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await publicPage(args)
  const course = await findCourse(db, args.params.course ?? '', locale())
  if (!course) throw new AppError('not_found', m.access_not_found())
  return { course }
}

export default function ShowCourse() {
  const { course } = useLoaderData<typeof loader>()
  const { language, modules } = course
  const version = { number: course.number, date: showMomentDate(course.published_at) }
  return (
    <Page
      title={course.title}
      lead={course.summary}
      breadcrumb={[{ label: m.words_courses(), to: '/courses' }, { label: course.title }]}
    >
      <Facts
        items={[
          { term: m.words_kind(), value: kindName(course.kind) },
          { term: m.words_duration(), value: showDuration(course.minutes) },
          { term: m.learning_course_level(), value: course.level },
          {
            term: m.learning_course_threshold(),
            value: m.learning_course_threshold_value({ percent: showPercent(course.threshold) }),
          },
          {
            term: m.words_language(),
            value: language === 'it' ? m.learning_language_it() : m.learning_language_en(),
          },
          { term: m.words_version(), value: m.learning_course_version_value(version) },
          { term: m.learning_course_audience(), value: course.audience },
        ]}
      />
      <Section title={m.learning_course_about()}>
        <div lang={language}>
          <Prose html={course.description_html} />
        </div>
      </Section>
      <Section title={m.learning_course_modules()}>
        {modules.length === 0 && <p>{m.learning_course_no_modules()}</p>}
        {modules.length > 0 && (
          <ol>
            {modules.map((module) => (
              <li key={module.slug}>
                <span lang={language}>{module.title}</span> ·{' '}
                {m.learning_module_minutes({ minutes: module.minutes })}
                {module.hasQuiz && ` · ${m.learning_module_with_quiz()}`}
              </li>
            ))}
          </ol>
        )}
      </Section>
    </Page>
  )
}

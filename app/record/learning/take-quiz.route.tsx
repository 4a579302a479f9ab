// SPDX-License-Identifier: AGPL-3.0-or-later
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { newId } from '#base/clock.server.ts'
import { AppError } from '#base/error.ts'
import { withForm } from '#base/http/form.server.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Page } from '#base/ui/page.tsx'
import { withoutAnswers } from '#plan/courses/quiz.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { submitQuiz } from './learning.server.ts'
import { findAttempt, findNextModule, findQuiz } from './module.server.ts'
import { quizForm } from './quiz-form.ts'
import { QuizQuestions } from './quiz-questions.tsx'
import { QuizResult } from './quiz-result.tsx'

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  title(data && m.learning_quiz_title({ title: data.module.title }))
export const handle = fundingHandle

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project, edition } = await requirePermission(args, 'course:learn')
  const slug = args.params.module ?? ''
  const found = await findQuiz(db, { editionId: edition.id, personId: actor.personId ?? '', slug })
  if (!found) throw new AppError('not_found', m.access_not_found())
  const { title, language, passMark, completedAt } = found
  const shared = {
    edition: { code: edition.code, title: edition.title },
    funding: fundingOf(project),
    module: { slug, title, language, passMark, isDone: completedAt !== null },
  }
  const asked = new URL(args.request.url).searchParams.get('attempt')
  if (asked === null)
    return { ...shared, quiz: withoutAnswers(found.quiz), nonce: newId(), attempt: null, next: null }
  const attempt = /^\d{1,6}$/.test(asked) ? await findAttempt(db, found, Number(asked)) : null
  if (!attempt) throw new AppError('not_found', m.access_not_found())
  const next = attempt.passed ? await findNextModule(db, found.versionId, found.enrolmentId) : null
  return { ...shared, quiz: null, nonce: '', attempt, next }
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor, edition } = await requirePermission(args, 'course:learn')
  const slug = args.params.module ?? ''
  const found = await findQuiz(db, { editionId: edition.id, personId: actor.personId ?? '', slug })
  if (!found) throw new AppError('not_found', m.access_not_found())
  const { enrolmentId, moduleId, quiz } = found
  return await withForm(args.request, quizForm(withoutAnswers(quiz)), async ({ nonce, answers }) => {
    const given = { enrolment_id: enrolmentId, module_id: moduleId, nonce, answers }
    const { number } = await submitQuiz(db, actor, given)
    return redirect(`/learn/${edition.code}/${slug}/quiz?attempt=${number}`)
  })
}

export default function TakeQuiz() {
  const { edition, module, quiz, nonce, attempt, next } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const path = `/learn/${edition.code}`
  const breadcrumb = [
    { label: m.words_my_training(), to: '/my' },
    { label: edition.title, to: path },
    { label: module.title, to: `${path}/${module.slug}` },
    { label: m.learning_path_column_quiz() },
  ]
  if (attempt) {
    return (
      <Page title={m.learning_quiz_result_title({ title: module.title })} breadcrumb={breadcrumb}>
        <QuizResult attempt={attempt} module={module} path={path} next={next} />
      </Page>
    )
  }
  return (
    <Page title={m.learning_quiz_title({ title: module.title })} breadcrumb={breadcrumb}>
      {quiz && <QuizQuestions quiz={quiz} nonce={nonce} module={module} path={path} reply={reply} />}
    </Page>
  )
}

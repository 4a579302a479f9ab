// SPDX-License-Identifier: AGPL-3.0-or-later
import { showMoment, showPercent } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { ButtonRow, LinkButton } from '#base/ui/buttons.tsx'
import { Notice } from '#base/ui/notice.tsx'
import { Section } from '#base/ui/page.tsx'
import type { findAttempt } from './module.server.ts'

type Attempt = NonNullable<Awaited<ReturnType<typeof findAttempt>>>

type Props = {
  attempt: Attempt
  module: { slug: string; passMark: number; language: string }
  path: string
  /** The first module still to do. */
  next: { slug: string; title: string } | null
}

/** What came of an attempt: passed or not, the score, then each question in words. */
export function QuizResult({ attempt, module, path, next }: Props) {
  const { passed, questions } = attempt
  const right = questions.filter((question) => question.right).length
  const score = { score: showPercent(attempt.score), pass: showPercent(module.passMark) }
  return (
    <>
      <Notice
        tone={passed ? 'success' : 'warning'}
        title={passed ? m.learning_quiz_passed() : m.learning_quiz_failed()}
      >
        <p>{m.learning_quiz_right_of({ right, all: questions.length })}</p>
        <p>{m.learning_quiz_score(score)}</p>
      </Notice>
      <p>
        {m.learning_quiz_result_lead({ number: attempt.number, moment: showMoment(attempt.submittedAt) })}
      </p>
      <Section title={m.learning_quiz_answers()}>
        {questions.map((question, index) => (
          <QuestionResult
            key={question.text}
            question={question}
            number={index + 1}
            language={module.language}
          />
        ))}
      </Section>
      <ButtonRow>
        {!passed && <LinkButton to={`${path}/${module.slug}/quiz`}>{m.learning_quiz_retry()}</LinkButton>}
        {!passed && (
          <LinkButton to={`${path}/${module.slug}`} tone="secondary">
            {m.learning_quiz_back()}
          </LinkButton>
        )}
        {next && (
          <LinkButton to={`${path}/${next.slug}`}>{m.learning_continue({ title: next.title })}</LinkButton>
        )}
        <LinkButton to={path} tone={passed && !next ? 'primary' : 'secondary'}>
          {m.learning_quiz_to_path()}
        </LinkButton>
      </ButtonRow>
    </>
  )
}

type QuestionProps = { question: Attempt['questions'][number]; number: number; language: string }

function QuestionResult({ question, number, language }: QuestionProps) {
  const { right, chosen, feedback } = question
  return (
    <article>
      <h3>
        {number}. <span lang={language}>{question.text}</span>
      </h3>
      {chosen.length > 1 ? (
        <>
          <p>{m.learning_quiz_chosen_many()}</p>
          <ul lang={language}>
            {chosen.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </>
      ) : (
        <p>
          {m.learning_quiz_chosen()} <span lang={language}>{chosen[0]}</span>
        </p>
      )}
      <Notice
        tone={right ? 'success' : 'danger'}
        title={right ? m.learning_quiz_right() : m.learning_quiz_wrong()}
      >
        {feedback.length > 0 && (
          <div lang={language}>
            {feedback.map((text) => (
              <p key={text}>{text}</p>
            ))}
          </div>
        )}
      </Notice>
    </article>
  )
}

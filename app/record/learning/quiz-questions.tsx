// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import { showPercent } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button, ButtonRow, LinkButton } from '#base/ui/buttons.tsx'
import { CheckboxGroup, FormErrors, RadioField } from '#base/ui/fields.tsx'
import { HiddenFields } from '#base/ui/hidden-fields.tsx'
import { Notice } from '#base/ui/notice.tsx'
import type { PublicQuiz } from '#plan/courses/quiz.ts'
import { fieldOf } from './quiz-form.ts'

type Props = {
  quiz: PublicQuiz
  nonce: string
  module: { slug: string; passMark: number; language: string; isDone: boolean }
  path: string
  reply: { result: SubmissionResult } | undefined
}

/** All questions of a quiz in one plain form. After a refusal what was chosen is still chosen. */
export function QuizQuestions({ quiz, nonce, module, path, reply }: Props) {
  const [form, fields] = useForm<Record<string, string | string[]>>({
    constraint: Object.fromEntries(quiz.questions.map((_, index) => [fieldOf(index), { required: true }])),
    lastResult: reply?.result,
  })
  const kept = fields.nonce?.initialValue
  const names = quiz.questions.map((_, index) => m.learning_quiz_question({ n: index + 1 }))
  const labels = Object.fromEntries(names.map((name, index) => [fieldOf(index), name]))
  const pass = showPercent(module.passMark)
  return (
    <>
      {module.isDone && (
        <Notice tone="info" title={m.learning_quiz_already_passed()}>
          {m.learning_quiz_already_passed_text()}
        </Notice>
      )}
      <p>{m.learning_quiz_lead({ n: quiz.questions.length, pass })}</p>
      <form method="post" {...getFormProps(form)}>
        <FormErrors form={form} labels={labels} />
        <HiddenFields fields={{ nonce: typeof kept === 'string' ? kept : nonce }} />
        {quiz.questions.map((question, index) => {
          const field = fields[fieldOf(index)]
          if (!field) return null
          const many = question.type === 'multiple'
          const Group = many ? CheckboxGroup : RadioField
          return (
            <Group
              key={field.name}
              field={field}
              legend={
                <>
                  {index + 1}. <span lang={module.language}>{question.text}</span>
                </>
              }
              hint={many ? m.learning_quiz_choose_many() : m.learning_quiz_choose_one()}
              options={question.answers.map((label, value) => ({ value: String(value), label }))}
            />
          )
        })}
        <ButtonRow>
          <Button>{m.learning_quiz_submit()}</Button>
          <LinkButton to={`${path}/${module.slug}`} tone="secondary">
            {m.learning_quiz_back()}
          </LinkButton>
        </ButtonRow>
      </form>
    </>
  )
}

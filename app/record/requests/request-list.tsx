// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import { Link } from '@remix-run/react'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button, ButtonRow, PostButton } from '#base/ui/buttons.tsx'
import { FormErrors, TextArea } from '#base/ui/fields.tsx'
import { HiddenFields } from '#base/ui/hidden-fields.tsx'
import { type Entry, RequestEntry } from './request-entry.tsx'

export type Listed = Entry & {
  id: string
  kind: 'own' | 'locked'
  person_id: string | null
  person: string | null
  /** What whoever reads may do with it. */
  may: { accept: boolean; decline: boolean; withdraw: boolean }
}

type Props = {
  meeting: { id: string }
  requests: readonly Listed[]
  result?: SubmissionResult | undefined
  /** On the page of the one person they are about. */
  ofOne?: boolean
}

/** What was asked about a meeting; what waits is answered here. */
export function RequestList({ meeting, requests, result, ofOne = false }: Props) {
  return (
    <ul className="requests">
      {requests.map((request) => (
        <li key={request.id} className="request">
          {!ofOne && (
            <h3 className="request-about">
              {request.person_id === null ? (
                m.requests_about_page()
              ) : (
                <Link to={`/meetings/${meeting.id}/people/${request.person_id}`}>{request.person}</Link>
              )}
            </h3>
          )}
          <RequestEntry request={request} />
          {request.may.decline && <AnswerForm meeting={meeting} request={request} result={result} />}
          {request.may.withdraw && (
            <PostButton
              action={`/meetings/${meeting.id}/requests`}
              fields={{ intent: 'withdraw', request: request.id }}
            >
              {m.requests_withdraw()}
            </PostButton>
          )}
        </li>
      ))}
    </ul>
  )
}

type AnswerProps = Pick<Props, 'meeting' | 'result'> & { request: Listed }

function AnswerForm({ meeting, request, result }: AnswerProps) {
  const own = result?.initialValue?.request === request.id ? result : undefined
  const [form, fields] = useForm<{ answer?: string }>({ id: `answer-${request.id}`, lastResult: own })
  return (
    <form
      method="post"
      action={`/meetings/${meeting.id}/requests`}
      autoComplete="off"
      {...getFormProps(form)}
    >
      <FormErrors form={form} />
      <HiddenFields fields={{ request: request.id }} />
      <TextArea
        field={fields.answer}
        label={m.requests_answer()}
        hint={request.may.accept ? m.requests_answer_hint() : m.requests_answer_hint_locked()}
        rows={2}
      />
      <ButtonRow>
        {request.may.accept && (
          <Button name="intent" value="accept">
            {m.requests_accept()}
          </Button>
        )}
        <Button name="intent" value="decline" tone="secondary">
          {m.requests_decline()}
        </Button>
      </ButtonRow>
    </form>
  )
}

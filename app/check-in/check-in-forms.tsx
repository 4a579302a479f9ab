// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import { m } from '#app/i18n/paraglide/messages.js'
import { Button } from '#app/ui/buttons.tsx'
import { FormErrors } from '#app/ui/fields.tsx'
import { CheckInTyped } from './check-in-typed.tsx'

type Props = {
  /** What a scan not yet registered comes to; null: there is none. */
  scan: 'entry' | 'exit' | null
  /** There is a check-in already: the code is for leaving. */
  arrived: boolean
  result: SubmissionResult | undefined
  nonce: string
}

/** A scan is registered by one button, which public/check-in.js presses by itself; without a scan the code is typed. */
export function CheckInForms({ scan, arrived, result, nonce }: Props) {
  const [form] = useForm({ id: 'scan', lastResult: result })
  if (!scan) {
    return (
      <>
        <p>{arrived ? m.checkin_how_to_leave() : m.checkin_how_to_scan()}</p>
        <CheckInTyped result={result} />
      </>
    )
  }
  return (
    <form method="post" className="check-in-scan" data-check-in={!result} {...getFormProps(form)}>
      <FormErrors form={form} />
      <p role="status" data-sending={m.checkin_sending()} />
      <Button>{scan === 'entry' ? m.checkin_register_entry() : m.checkin_register_exit()}</Button>
      <script type="module" src="/check-in.js" nonce={nonce} />
    </form>
  )
}

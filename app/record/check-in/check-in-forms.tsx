// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button } from '#base/ui/buttons.tsx'
import { FormErrors } from '#base/ui/fields.tsx'
import { type Own, OwnNotice } from './check-in-state.tsx'
import { CheckInTyped } from './check-in-typed.tsx'

type Props = {
  path: string
  /** The entry that a scan not yet registered comes to; null: there is none. */
  scan: Own | null
  /** There is a check-in already: the code is for leaving. */
  arrived: boolean
  result: SubmissionResult | undefined
}

/** A first scan is registered by one button, which public/check-in.js presses by itself; without a scan the code is typed. */
export function CheckInForms({ path, scan, arrived, result }: Props) {
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
    <form
      method="post"
      action={path}
      className="check-in-scan"
      data-check-in={!result}
      data-scan={`${path}/scan`}
      {...getFormProps(form)}
    >
      <FormErrors form={form} />
      <p role="status" data-sending={m.checkin_sending()} />
      <Button>{m.checkin_register_entry()}</Button>
      {/* Shown in the place of the form when the server has said that it is so. */}
      <template>
        <OwnNotice one={scan} />
      </template>
    </form>
  )
}

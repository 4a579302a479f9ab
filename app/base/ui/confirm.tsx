// SPDX-License-Identifier: AGPL-3.0-or-later
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button, LinkButton } from './buttons.tsx'
import { HiddenFields } from './hidden-fields.tsx'

type Props = {
  title: string
  children?: ReactNode
  confirmLabel: string
  cancelTo: string
  tone?: 'primary' | 'danger'
  fields?: Record<string, string>
}

/** Asks before what cannot be undone. Children say what will happen and may hold fields, such as the reason. */
export function ConfirmBox({ title, children, confirmLabel, cancelTo, tone = 'danger', fields = {} }: Props) {
  return (
    <Form method="post" className={`confirm confirm-${tone}`}>
      <h2>{title}</h2>
      {children !== undefined && <div className="confirm-body">{children}</div>}
      <HiddenFields fields={fields} />
      <div className="actions">
        <Button tone={tone}>{confirmLabel}</Button>
        <LinkButton to={cancelTo} tone="secondary">
          {m.ui_cancel()}
        </LinkButton>
      </div>
    </Form>
  )
}

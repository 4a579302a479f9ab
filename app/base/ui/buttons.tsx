// SPDX-License-Identifier: AGPL-3.0-or-later
import { Form, Link } from '@remix-run/react'
import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { HiddenFields } from './hidden-fields.tsx'

export type ButtonTone = 'primary' | 'secondary' | 'danger' | 'plain'

const classes: Record<ButtonTone, string> = {
  primary: 'btn btn-primary',
  secondary: 'btn btn-outline-primary',
  danger: 'btn btn-danger',
  plain: 'btn btn-plain',
}

type LinkButtonProps = { to: string; tone?: ButtonTone; reloadDocument?: boolean; children: ReactNode }

/** A link that looks like a button. Downloads on pages with scripts need `reloadDocument`. */
export function LinkButton({ to, tone = 'primary', reloadDocument, children }: LinkButtonProps) {
  return (
    <Link className={classes[tone]} to={to} reloadDocument={reloadDocument}>
      {children}
    </Link>
  )
}

type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> & { tone?: ButtonTone }

export function Button({ tone = 'primary', type = 'submit', children, ...rest }: ButtonProps) {
  return (
    <button className={classes[tone]} type={type} {...rest}>
      {children}
    </button>
  )
}

type PostButtonProps = {
  action?: string
  fields?: Record<string, string>
  tone?: ButtonTone
  children: ReactNode
}

/** A form that is one button: for acts that need nothing typed. Without `action` it posts to this page. */
export function PostButton({ action, fields = {}, tone = 'secondary', children }: PostButtonProps) {
  return (
    <Form method="post" action={action} className="post-button">
      <HiddenFields fields={fields} />
      <Button tone={tone}>{children}</Button>
    </Form>
  )
}

/** Buttons side by side, at the end of a form or of a section. */
export function ButtonRow({ children }: { children: ReactNode }) {
  return <div className="actions">{children}</div>
}

// SPDX-License-Identifier: AGPL-3.0-or-later
import type { FieldMetadata } from '@conform-to/react'
import { m } from '#base/i18n/paraglide/messages.js'
import { TextField } from '#base/ui/fields.tsx'

type Props = { email: string; password: FieldMetadata<string>; repeated: FieldMetadata<string> }

/** A new password, twice; the hidden user name lets password managers keep it under the right account. */
export function NewPasswordFields({ email, password, repeated }: Props) {
  return (
    <>
      <input type="text" name="username" value={email} autoComplete="username" readOnly hidden />
      <TextField
        field={password}
        label={m.access_new_password()}
        hint={m.access_new_password_hint()}
        type="password"
        autoComplete="new-password"
      />
      <TextField
        field={repeated}
        label={m.access_repeat_password()}
        type="password"
        autoComplete="new-password"
      />
    </>
  )
}

// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#base/i18n/paraglide/messages.js'
import type { Field } from '#base/ui/field.ts'
import { TextField } from '#base/ui/fields.tsx'
import type { Asking } from './proof.ts'

type Props = {
  field: Field
  /** Null: the last proof is enough, nothing is asked for. */
  asking: Asking | null
  /** What it is for, where nothing is signed by it. */
  hint?: string
}

/** The account's password again, in a form whose act wants a proof of identity (access/proof.server.ts). */
export function ProofField({ field, asking, hint }: Props) {
  if (asking === null) return null
  const { id, name, errorId, descriptionId, errors } = field
  return (
    <TextField
      field={{ id, name, errorId, descriptionId, required: true, ...(errors && { errors }) }}
      label={m.access_proof_password()}
      hint={hint ?? (asking === 'always' ? m.access_proof_signs() : m.access_proof_old())}
      type="password"
      autoComplete="current-password"
    />
  )
}

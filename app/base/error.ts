// SPDX-License-Identifier: AGPL-3.0-or-later
// One error type for what a person may meet; anything else thrown is a bug.

export const statusOf = {
  invalid: 422,
  not_found: 404,
  forbidden: 403,
  conflict: 409,
  too_many: 429,
  unavailable: 503,
} as const

export type ErrorKind = keyof typeof statusOf

/** `message` is for the person, in their language; `field` names the form field it belongs to. */
export class AppError extends Error {
  readonly kind: ErrorKind
  readonly field: string | undefined

  constructor(kind: ErrorKind, message: string, field?: string) {
    super(message)
    this.name = 'AppError'
    this.kind = kind
    this.field = field
  }

  get status(): number {
    return statusOf[this.kind]
  }
}

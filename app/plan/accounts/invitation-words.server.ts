// SPDX-License-Identifier: AGPL-3.0-or-later
import { env } from '#base/env.server.ts'
import { m } from '#base/i18n/paraglide/messages.js'

/** Of an invitation made just now: that it was sent, or, where no mail is sent, that it waits to be handed over. */
export function invitationWords(email: string): string {
  return env().SMTP_URL ? m.access_invitation_sent({ email }) : m.access_invitation_prepared({ email })
}

// SPDX-License-Identifier: AGPL-3.0-or-later
import { redirectWith } from '#base/http/flash.server.ts'
import type { Taken } from './kept-form.ts'

/** For an action: leads on to where a form that was taken leads; what was refused is given back as it is. */
export async function ledOn<Refused>(reply: Taken | Refused): Promise<Response | Refused> {
  return isTaken(reply) ? await redirectWith(reply.path, reply.text, reply.tone) : reply
}

export function isTaken<Refused>(reply: Taken | Refused): reply is Taken {
  return typeof reply === 'object' && reply !== null && 'path' in reply && 'text' in reply
}

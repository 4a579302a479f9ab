// SPDX-License-Identifier: AGPL-3.0-or-later
import { parseWithZod } from '@conform-to/zod/v4'
import { describe, expect, it } from 'vitest'
import { newId } from '#base/clock.server.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { decideCorrectionsSchema } from '#record/corrections/corrections.ts'

describe('the form that signs corrections', () => {
  const sent = (fields: [string, string][]) => {
    const form = new FormData()
    for (const [name, value] of fields) form.append(name, value)
    return parseWithZod(form, { schema: decideCorrectionsSchema }).reply().error
  }
  it('says at once all that the signature wants', () => {
    expect(sent([['decision', 'accept']])).toMatchObject({
      reason: [m.editions_closed_wants_reason()],
      password: ['Per proseguire occorre confermare la propria password.'],
      correction: [m.attendance_proposals_choose_one()],
    })
    expect(
      Object.keys(
        sent([
          ['decision', 'accept'],
          ['correction', newId()],
          ['reason', 'Errore'],
        ]) ?? {},
      ),
    ).toEqual(['password'])
  })
})

// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, it } from 'vitest'
import { newestNotice, publishNotice } from '#plan/people/privacy-notice.server.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { account, grant } from '#tests/support/people.ts'

describeEngines('the privacy notice', (world) => {
  it('becomes a new version when its text changes, and not when it is published unchanged', async () => {
    const admin = await grant(world.db, await account(world.db, 'Ada Righi'), 'administrator')
    const text = { text_it: '## Chi', text_en: '## Who' }
    await publishNotice(world.db, admin, text)
    await expect(publishNotice(world.db, admin, text)).rejects.toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining('uguale a quello in vigore (versione 1)'),
    })
    await publishNotice(world.db, admin, { ...text, text_en: '## Whom' })
    expect(await newestNotice(world.db)).toMatchObject({ version: 2, text_it: '## Chi' })
  })
})

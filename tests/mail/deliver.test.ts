// SPDX-License-Identifier: AGPL-3.0-or-later
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { deliverMail } from '#app/mail/deliver.server.ts'
import { queueMail } from '#app/mail/outbox.server.ts'
import { describeEngines } from '#tests/support/engines.ts'

describeEngines('mail', (world) => {
  const received: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) =>
      done(address.startsWith('refused') ? new Error('no such mailbox') : undefined),
    onData: (stream, _session, done) => {
      let text = ''
      stream.on('data', (chunk) => {
        text += chunk
      })
      stream.on('end', () => {
        received.push(text)
        done()
      })
    },
  })
  let url = ''
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`
  })
  afterAll(() => new Promise<void>((resolve) => server.close(resolve)))
  const queue = (to: string) =>
    queueMail(world.db, { to, subject: 'Presente: attivare l’utenza', body: 'Gentile Nora,\nperché sì.' })
  const kept = (to: string) =>
    world.db.selectFrom('outbox').selectAll().where('to_address', '=', to).executeTakeFirstOrThrow()

  it('waits in the outbox when there is no mail server', async () => {
    await queue('waiting@presente.example')
    expect(await deliverMail(world.db, null)).toBe(0)
    expect((await kept('waiting@presente.example')).sent_at).toBeNull()
  })

  it('is sent once, even by two senders at once', async () => {
    await queue('nora@presente.example')
    received.length = 0
    const [one, two] = await Promise.all([deliverMail(world.db, url), deliverMail(world.connectAgain(), url)])
    expect(one + two).toBe(2)
    expect(received).toHaveLength(2)
    expect((await kept('nora@presente.example')).sent_at).not.toBeNull()
  })

  it('that is refused stays, with the reason, and does not stop the next', async () => {
    await queue('refused@presente.example')
    await queue('zoe@presente.example')
    expect(await deliverMail(world.db, url)).toBe(1)
    expect(await kept('refused@presente.example')).toMatchObject({ sent_at: null, attempts: 1 })
    expect((await kept('refused@presente.example')).last_error).toContain('no such mailbox')
  })
})

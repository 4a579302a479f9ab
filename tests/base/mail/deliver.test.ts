// SPDX-License-Identifier: AGPL-3.0-or-later
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { at, minutesAfter, now } from '#base/clock.server.ts'
import { env } from '#base/env.server.ts'
import { deliverMail } from '#base/mail/deliver.server.ts'
import { blankOldLinks, queueMail } from '#base/mail/outbox.server.ts'
import { openBody } from '#base/mail/sealed-body.server.ts'
import { describeEngines } from '#tests/support/engines.ts'

/**
 * The sealed text with one bit of one byte changed. Letters changed by hand would not do: the last of a base64url text may
 * stand for bits that nobody reads, and two letters can be what they were.
 */
function withOneBitChanged(sealed: string, place: 'first' | 'middle' | 'last'): string {
  const bytes = Buffer.from(sealed, 'base64url')
  const at = { first: 0, middle: bytes.length >> 1, last: bytes.length - 1 }[place]
  bytes[at] = (bytes[at] ?? 0) ^ 1
  return bytes.toString('base64url')
}

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
  beforeEach(async () => {
    await world.db.deleteFrom('outbox').execute()
    received.length = 0
  })
  const queue = (to: string) =>
    world.db
      .transaction()
      .execute((db) =>
        queueMail(db, { to, subject: 'Presente: attivare l’utenza', body: 'Gentile Nora,\nperché sì.' }),
      )
  const kept = (to: string) =>
    world.db.selectFrom('outbox').selectAll().where('to_address', '=', to).executeTakeFirstOrThrow()

  it('waits in the outbox when there is no mail server', async () => {
    await queue('waiting@presente.example')
    expect(await deliverMail(world.db, null)).toBe(0)
    expect((await kept('waiting@presente.example')).sent_at).toBeNull()
  })

  it('is sent once, even by two senders at once', async () => {
    await queue('first@presente.example')
    await queue('nora@presente.example')
    const [one, two] = await Promise.all([deliverMail(world.db, url), deliverMail(world.connectAgain(), url)])
    expect(one + two).toBe(2)
    expect(received).toHaveLength(2)
    expect((await kept('nora@presente.example')).sent_at).not.toBeNull()
  })

  const link = 'https://presente.example/invitations/abcdefghijklmnopqrstuvwxyz0123456789-_ABCDE'
  const queueLink = (to: string, more: { linkUntil?: string } = {}) =>
    world.db
      .transaction()
      .execute((db) =>
        queueMail(db, { to, subject: 'Presente', body: `Gentile Nora,\n\n${link}\n`, link, ...more }),
      )

  it('keeps its personal link encrypted, is sent with it, and then forgets it', async () => {
    await queueLink('linked@presente.example')
    const waiting = await kept('linked@presente.example')
    expect(JSON.stringify(waiting)).not.toContain('invitations/')
    expect(waiting.body).toContain('[collegamento personale')
    await deliverMail(world.db, url)
    // Quoted-printable folds the lines.
    expect(received.join('').replace(/=\r\n/g, '')).toContain(link)
    expect(await kept('linked@presente.example')).toMatchObject({ sealed: null, body: waiting.body })
  })

  it('opens in no other row and under no other key, and is then not sent', async () => {
    await queueLink('one@presente.example')
    await queueLink('two@presente.example')
    const [one, two] = await Promise.all([kept('one@presente.example'), kept('two@presente.example')])
    const sealed = one.sealed ?? ''
    expect(openBody(one.id, sealed)).toContain(link)
    expect(() => openBody(two.id, sealed)).toThrow()
    for (const place of ['first', 'middle', 'last'] as const)
      expect(() => openBody(one.id, withOneBitChanged(sealed, place))).toThrow()
    const { SECRET_KEY } = env()
    Object.assign(env(), { SECRET_KEY: 'another secret of thirty-two letters' })
    expect(() => openBody(one.id, sealed)).toThrow()
    expect(await deliverMail(world.db, url)).toBe(0)
    Object.assign(env(), { SECRET_KEY })
    expect(await kept('one@presente.example')).toMatchObject({ sent_at: null, attempts: 1, sealed })
  })

  it('whose link is over is not sent, and the link is forgotten', async () => {
    await queueLink('late@presente.example', { linkUntil: minutesAfter(now(), 60) })
    await queueLink('later@presente.example')
    await at(minutesAfter(now(), 61), async () => {
      await deliverMail(world.db, url)
      await blankOldLinks(world.db)
    })
    expect(await kept('late@presente.example')).toMatchObject({ sent_at: null, sealed: null, attempts: 0 })
    expect(received.join('')).toContain('later@presente.example')
  })

  it('that is refused stays, with the reason, and does not stop the next', async () => {
    await queue('refused@presente.example')
    await queue('zoe@presente.example')
    expect(await deliverMail(world.db, url)).toBe(1)
    expect(await kept('refused@presente.example')).toMatchObject({ sent_at: null, attempts: 1 })
    expect((await kept('refused@presente.example')).last_error).toContain('no such mailbox')
  })
})

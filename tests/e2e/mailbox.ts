// SPDX-License-Identifier: AGPL-3.0-or-later
// A mail server on this machine: what people would find in their mailboxes.
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

type Received = { to: string[]; text: string }

/** Starts one; `url` is a server's SMTP_URL. */
export async function startMailbox() {
  const received: Received[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, session, done) => {
      const to = session.envelope.rcptTo.map(({ address }) => address)
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        // Quoted-printable folds its lines.
        received.push({ to, text: Buffer.concat(chunks).toString('utf8').replace(/=\r\n/g, '') })
        done()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    /** The personal links of a kind that somebody received, oldest first. */
    linksTo: (email: string, kind: 'invitations' | 'password/reset') =>
      received
        .filter(({ to }) => to.includes(email))
        .flatMap(({ text }) => text.match(new RegExp(`http\\S+/${kind}/[\\w-]+`)) ?? []),
    stop: () => new Promise<void>((resolve) => server.close(resolve)),
  }
}

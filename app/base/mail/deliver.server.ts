// SPDX-License-Identifier: AGPL-3.0-or-later
import nodemailer from 'nodemailer'
import { minutesAfter, now } from '#base/clock.server.ts'
import { env } from '#base/env.server.ts'
import type { Db } from '#db/connect.server.ts'
import { openBody } from './sealed-body.server.ts'

/** After this many failures a mail stays in the outbox for a person to look at. */
const mostAttempts = 8

/**
 * Sends what waits in the outbox, at most 50 at a time; returns how many went. Each mail is claimed before it is sent,
 * so that two machines do not both send it; its encrypted link is forgotten once it is sent, or given up. A mail whose link is
 * over is not sent. Without SMTP_URL nothing is sent.
 */
export async function deliverMail(db: Db, smtpUrl = env().SMTP_URL, from = env().MAIL_FROM): Promise<number> {
  if (!smtpUrl) return 0
  const moment = now()
  const waiting = await db
    .selectFrom('outbox')
    .selectAll()
    .where('sent_at', 'is', null)
    .where('attempts', '<', mostAttempts)
    .where((eb) => eb.or([eb('claimed_at', 'is', null), eb('claimed_at', '<', minutesAfter(moment, -10))]))
    .where((eb) =>
      eb.or([
        eb('sealed_until', 'is', null),
        eb.and([eb('sealed_until', '>', moment), eb('sealed', 'is not', null)]),
      ]),
    )
    .orderBy('created_at')
    .limit(50)
    .execute()
  if (waiting.length === 0) return 0
  const transport = nodemailer.createTransport(smtpUrl)
  let sent = 0
  for (const mail of waiting) {
    if (!(await claim(db, mail.id, mail.claimed_at, moment))) continue
    try {
      const text = mail.sealed === null ? mail.body : openBody(mail.id, mail.sealed)
      await transport.sendMail({ from, to: mail.to_address, subject: mail.subject, text })
      await db
        .updateTable('outbox')
        .set({ sent_at: now(), last_error: null, sealed: null })
        .where('id', '=', mail.id)
        .execute()
      sent += 1
    } catch (error) {
      await db
        .updateTable('outbox')
        .set((eb) => ({
          attempts: eb('attempts', '+', 1),
          last_error: faultOf(error),
          ...(mail.attempts + 1 >= mostAttempts && { sealed: null }),
        }))
        .where('id', '=', mail.id)
        .execute()
    }
  }
  transport.close()
  return sent
}

/** What a mail server said against a mail. Some quote the address they dislike, which may be a personal link. */
function faultOf(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error)
  return words.replace(/https?:\S+/g, '…').slice(0, 500)
}

async function claim(db: Db, id: string, seen: string | null, moment: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('outbox')
    .set({ claimed_at: moment })
    .where('id', '=', id)
    .where('claimed_at', seen === null ? 'is' : '=', seen)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

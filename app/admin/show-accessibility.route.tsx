// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { publicPage } from '#app/access/guards.server.ts'
import { title } from '#app/http/title.ts'
import { m } from '#app/i18n/paraglide/messages.js'
import { Page, Section } from '#app/ui/page.tsx'
import { readSettings } from './settings.server.ts'

export const meta: MetaFunction = () => title(m.admin_accessibility())

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await publicPage(args)
  const { owner, accessibility_url, contact_email } = await readSettings(db)
  return { owner, url: accessibility_url ?? null, contact: contact_email ?? null }
}

export default function ShowAccessibility() {
  const { owner, url, contact } = useLoaderData<typeof loader>()
  return (
    <Page title={m.admin_accessibility()} lead={m.admin_accessibility_lead({ owner })}>
      <Section title={m.admin_accessibility_statement()}>
        {url ? (
          <p>
            <a href={url} rel="external noopener">
              {m.admin_accessibility_link()}
            </a>
          </p>
        ) : (
          <p>{m.admin_accessibility_none()}</p>
        )}
      </Section>
      <Section title={m.admin_accessibility_feedback()}>
        <p>{m.admin_accessibility_feedback_text()}</p>
        {contact && (
          <p>
            <a href={`mailto:${contact}`}>{contact}</a>
          </p>
        )}
      </Section>
    </Page>
  )
}

// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { publicPage } from '#base/access/guards.server.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { readSettings } from '#base/settings/settings.server.ts'
import { Page, Section } from '#base/ui/page.tsx'

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
      <Section title={m.words_accessibility_statement()}>
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

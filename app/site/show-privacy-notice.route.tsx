// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { publicPage } from '#base/access/guards.server.ts'
import { title } from '#base/http/title.ts'
import { showMomentDate } from '#base/i18n/format.ts'
import { locale } from '#base/i18n/locale.server.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { EmptyState } from '#base/ui/notice.tsx'
import { Page, Prose } from '#base/ui/page.tsx'
import { newestNotice } from '#plan/people/privacy-notice.server.ts'

export const meta: MetaFunction = () => title(m.words_privacy_notice())

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await publicPage(args)
  const notice = await newestNotice(db)
  if (!notice) return { notice: null }
  const language = locale()
  const place = { slug: '', language, images: new Map(), modules: null }
  // Loaded when the notice is read: the parser would cost every worker its memory.
  const { renderMarkdown } = await import('#plan/courses/markdown.server.ts')
  const { html } = renderMarkdown(language === 'en' ? notice.text_en : notice.text_it, 1, place)
  return { notice: { html, version: notice.version, published: notice.published_at } }
}

export default function ShowPrivacyNotice() {
  const { notice } = useLoaderData<typeof loader>()
  if (!notice) {
    return (
      <Page title={m.words_privacy_notice()}>
        <EmptyState title={m.access_privacy_none()}>{m.access_privacy_none_text()}</EmptyState>
      </Page>
    )
  }
  const published = showMomentDate(notice.published)
  return (
    <Page
      title={m.words_privacy_notice()}
      lead={m.access_privacy_version({ version: notice.version, published })}
    >
      <Prose html={notice.html} />
    </Page>
  )
}

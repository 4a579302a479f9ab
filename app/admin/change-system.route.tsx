// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, useForm } from '@conform-to/react'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { backupFacts } from '#backup/last-backup.server.ts'
import { requirePermission } from '#base/access/guards.server.ts'
import { listEvents } from '#base/access/security-events.server.ts'
import { env } from '#base/env.server.ts'
import { exposedIn } from '#base/files/owner-only.server.ts'
import { redirectWith } from '#base/http/flash.server.ts'
import { readForm, withForm } from '#base/http/form.server.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { readSettings } from '#base/settings/settings.server.ts'
import { settingsSchema } from '#base/settings/settings.ts'
import { Button, LinkButton } from '#base/ui/buttons.tsx'
import { FormErrors, RadioField, TextArea, TextField } from '#base/ui/fields.tsx'
import { EmptyState } from '#base/ui/notice.tsx'
import { Page, Section } from '#base/ui/page.tsx'
import { newestNotice, publishNotice } from '#plan/people/privacy-notice.server.ts'
import { noticeSchema } from '#plan/people/privacy-notice.ts'
import { AdminNav } from './admin-nav.tsx'
import { BackupFacts, ExposedNotice } from './backup-facts.tsx'
import { changeSettings } from './change-settings.server.ts'
import { SecurityEventTable } from './security-event-table.tsx'

export const meta: MetaFunction = () => title(m.admin_system())

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await requirePermission(args, 'installation:administer')
  const { DATA_DIR, DATABASE_URL } = env()
  const [settings, notice, events, backup, exposed] = await Promise.all([
    readSettings(db),
    newestNotice(db),
    listEvents(db, { kind: null, q: '' }, { limit: 5, offset: 0 }),
    backupFacts(db),
    exposedIn({ dataDir: DATA_DIR, databaseUrl: DATABASE_URL }),
  ])
  return {
    settings,
    events: events.rows,
    backup,
    exposed,
    notice: notice && { text_it: notice.text_it, text_en: notice.text_en, version: notice.version },
  }
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor } = await requirePermission(args, 'installation:administer')
  const sent = await readForm(args.request)
  const intent = sent.get('intent')
  if (intent === 'notice') {
    return withForm(sent, noticeSchema, async (values) => {
      await publishNotice(db, actor, values)
      return redirectWith('/admin/system', m.admin_notice_done())
    })
  }
  return withForm(sent, settingsSchema, async (values) => {
    await changeSettings(db, actor, values)
    return redirectWith('/admin/system', m.admin_settings_done())
  })
}

export default function ChangeSystem() {
  const { events, backup, exposed } = useLoaderData<typeof loader>()
  return (
    <Page title={m.admin_system()} lead={m.admin_system_lead()} subnav={<AdminNav current="system" />}>
      <ExposedNotice exposed={exposed} />
      <Section title={m.admin_backup()}>
        <BackupFacts {...backup} />
      </Section>
      <Section title={m.admin_settings()}>
        <SettingsForm />
      </Section>
      <Section title={m.words_privacy_notice()}>
        <NoticeForm />
      </Section>
      <Section title={m.admin_events()}>
        {events.length === 0 ? (
          <EmptyState title={m.admin_events_none()} />
        ) : (
          <SecurityEventTable events={events} />
        )}
        <LinkButton to="/admin/system/events" tone="secondary">
          {m.admin_events_all()}
        </LinkButton>
      </Section>
    </Page>
  )
}

function SettingsForm() {
  const { settings } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const [form, fields] = useForm<typeof settings>({
    id: 'settings',
    lastResult: lastResultOf(reply, 'settings'),
    defaultValue: {
      ...settings,
      security_event_days: String(settings.security_event_days),
      project_gigabytes: String(settings.project_gigabytes),
    },
  })
  return (
    <form method="post" {...getFormProps(form)}>
      <FormErrors form={form} />
      <TextField field={fields.owner} label={m.admin_owner()} hint={m.admin_owner_hint()} />
      <TextField
        field={fields.contact_email}
        label={m.admin_contact()}
        hint={m.admin_contact_hint()}
        type="email"
      />
      <TextField
        field={fields.accessibility_url}
        label={m.words_accessibility_statement()}
        hint={m.admin_accessibility_url_hint()}
        inputMode="url"
      />
      <TextField
        field={fields.source_url}
        label={m.words_source_code()}
        hint={m.admin_source_url_hint()}
        inputMode="url"
      />
      <h3>{m.admin_limits()}</h3>
      <TextField
        field={fields.security_event_days}
        label={m.admin_events_days()}
        hint={m.admin_events_days_hint()}
        inputMode="numeric"
      />
      <TextField
        field={fields.project_gigabytes}
        label={m.admin_project_gigabytes()}
        hint={m.admin_project_gigabytes_hint()}
        inputMode="numeric"
      />
      <RadioField
        field={fields.pages_on_devices}
        legend={m.admin_pages_on_devices()}
        hint={m.admin_pages_on_devices_hint()}
        options={[
          { value: 'on', label: m.admin_pages_on_devices_on() },
          { value: 'off', label: m.admin_pages_on_devices_off() },
        ]}
      />
      <Button name="intent" value="settings">
        {m.admin_settings_save()}
      </Button>
    </form>
  )
}

function NoticeForm() {
  const { notice } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const [form, fields] = useForm({
    id: 'notice',
    lastResult: lastResultOf(reply, 'notice'),
    defaultValue: { text_it: notice?.text_it ?? '', text_en: notice?.text_en ?? '' },
  })
  return (
    <form method="post" {...getFormProps(form)}>
      <p>{notice ? m.admin_notice_version({ version: notice.version }) : m.admin_notice_none()}</p>
      <FormErrors form={form} />
      <TextArea field={fields.text_it} label={m.admin_notice_it()} hint={m.admin_notice_hint()} />
      <TextArea field={fields.text_en} label={m.admin_notice_en()} />
      <Button name="intent" value="notice">
        {notice ? m.admin_notice_publish() : m.admin_notice_publish_first()}
      </Button>
    </form>
  )
}

type Reply = ReturnType<typeof useActionData<typeof action>>

/** The reply to one of the page's two forms: the one whose button was pressed. */
function lastResultOf(reply: Reply, intent: 'settings' | 'notice') {
  if (!reply || !('result' in reply)) return undefined
  const isNotice = reply.result.initialValue?.intent === 'notice'
  return isNotice === (intent === 'notice') ? reply.result : undefined
}

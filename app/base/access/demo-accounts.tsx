// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#base/i18n/paraglide/messages.js'
import { Button } from '#base/ui/buttons.tsx'
import { Section } from '#base/ui/page.tsx'

type Demo = { password: string; accounts: { name: string; email: string }[] }

/** One button for each demo account. */
export function DemoAccounts({ accounts: demo }: { accounts: Demo | null }) {
  if (!demo) return null
  return (
    <Section title={m.access_demo_title()}>
      <p>{m.access_demo_text({ password: demo.password })}</p>
      <ul className="demo-accounts">
        {demo.accounts.map((account) => (
          <li key={account.email}>
            <form method="post" action="/sign-in">
              <input type="hidden" name="email" value={account.email} />
              <input type="hidden" name="password" value={demo.password} />
              <Button tone="secondary">{account.name}</Button> <span>{account.email}</span>
            </form>
          </li>
        ))}
      </ul>
    </Section>
  )
}

// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#base/i18n/paraglide/messages.js'
import { Button, ButtonRow } from '#base/ui/buttons.tsx'
import { Notice } from '#base/ui/notice.tsx'

type Account = { name: string; has_password: unknown; disabled_at: string | null }

type Props = { account: Account; mailed: boolean; own: boolean }

/**
 * The buttons that concern a whole account, in the form of its page. `mailed`: invitations go by mail. `own`: the reader's, which
 * they cannot disable.
 */
export function AccountActs({ account, mailed, own }: Props) {
  const mayInvite = !account.has_password && account.disabled_at === null
  return (
    <>
      {mayInvite && !mailed && <p>{m.admin_hand_over_text({ name: account.name })}</p>}
      <ButtonRow>
        {mayInvite && mailed && (
          <Button name="intent" value="invite" tone="secondary">
            {m.admin_account_invite_again()}
          </Button>
        )}
        {mayInvite && !mailed && (
          <Button name="intent" value="hand_over" tone="secondary">
            {m.admin_hand_over()}
          </Button>
        )}
        {account.disabled_at ? (
          <Button name="intent" value="enable" tone="secondary">
            {m.admin_account_enable()}
          </Button>
        ) : (
          !own && (
            <Button name="intent" value="disable" tone="danger">
              {m.admin_account_disable()}
            </Button>
          )
        )}
      </ButtonRow>
    </>
  )
}

/** An invitation's link, shown this once. */
export function HandedOver({ link, name }: { link: string; name: string }) {
  return (
    <Notice tone="warning" title={m.admin_handed_over_title({ name })}>
      <p>
        <code>{link}</code>
      </p>
      <p>{m.admin_handed_over_text()}</p>
    </Notice>
  )
}

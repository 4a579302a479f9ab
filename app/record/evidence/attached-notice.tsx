// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#base/i18n/paraglide/messages.js'
import { Notice } from '#base/ui/notice.tsx'

type Props = { kept: number; refused: readonly { name: string; why: string }[] }

/** Of several files sent together: how many are attached, and which are not and why. */
export function AttachedNotice({ kept, refused }: Props) {
  return (
    <Notice tone="warning" title={m.files_several_refused({ n: refused.length })}>
      <ul>
        {refused.map(({ name, why }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two files may have the same name
          <li key={at}>
            <strong>
              <bdi>{name}</bdi>
            </strong>
            : {why}
          </li>
        ))}
      </ul>
      <p>{kept === 0 ? m.files_several_none_kept() : m.files_several_kept({ n: kept })}</p>
    </Notice>
  )
}

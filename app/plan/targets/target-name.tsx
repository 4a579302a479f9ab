// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { labelOf } from './target.ts'

type Props = { slug: string; line: { id: string; label_it: string; label_en: string }; depth: number }

/** A line's name, after a sign for each line above it, linked to where it is explained and changed. */
export function TargetName({ slug, line, depth }: Props) {
  return (
    <>
      {depth > 0 && <span aria-hidden="true">{'› '.repeat(depth)}</span>}
      <Link to={`/manage/${slug}/targets/${line.id}`}>{labelOf(line)}</Link>
    </>
  )
}

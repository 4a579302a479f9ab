// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'

type Props = {
  /** The office of the project, for whoever sees it. */
  office: string | null
  id: string
  name: string
}

/** A person's name and, for whoever sees the project's office, the way to their page there. */
export function PersonLink({ office, id, name }: Props) {
  return office === null ? name : <Link to={`${office}/people/${id}`}>{name}</Link>
}

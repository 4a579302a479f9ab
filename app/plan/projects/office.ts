// SPDX-License-Identifier: AGPL-3.0-or-later
// Whom to ask about a project.

/** The office of a project, by the project's acronym; what it has not said of itself is null. */
export type Office = { project: string; email: string | null; phone: string | null }

type Project = { acronym: string; contact_email: string | null; contact_phone: string | null }

export function officeOf({ acronym, contact_email, contact_phone }: Project): Office {
  return { project: acronym, email: contact_email, phone: contact_phone }
}

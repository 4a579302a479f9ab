// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { m } from '#base/i18n/paraglide/messages.js'
import { Badge } from '#base/ui/notice.tsx'
import { type EvidenceReason, type EvidenceState, evidenceReasonName, evidenceStateName } from './evidence.ts'

const tones = { complete: 'success', missing: 'danger', not_needed: 'neutral', not_yet: 'neutral' } as const

/** Whether a meeting's evidence is complete, in a word. */
export function EvidenceBadge({ state }: { state: EvidenceState }) {
  return <Badge tone={tones[state]}>{evidenceStateName(state)}</Badge>
}

/** The same with the reason, and the way to the files. */
export function EvidenceLine({
  evidence,
  to,
}: {
  evidence: { state: EvidenceState; why: EvidenceReason }
  to: string
}) {
  return (
    <p>
      <Link to={to}>{m.register_fact_evidence()}</Link>: <EvidenceBadge state={evidence.state} />{' '}
      {evidenceReasonName(evidence.why)}
    </p>
  )
}

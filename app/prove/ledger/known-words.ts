// SPDX-License-Identifier: AGPL-3.0-or-later

import { roles } from '#base/access/permissions.ts'
import { accountRoleName } from '#base/access/role.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { kindName } from '#plan/courses/course-kind.ts'
import { editionKinds } from '#plan/editions/edition.ts'
import { enrolmentStateName } from '#plan/enrolment/words.ts'
import { meetingModes } from '#plan/meetings/meeting.ts'
import { meetingStateName, modeName } from '#plan/meetings/words.ts'
import {
  isOrganisationType,
  organisationTypeName,
  sectorName,
  sectors,
} from '#plan/organisations/organisation.ts'
import { ageBracketName, ageBrackets, genderName, genders } from '#plan/people/person.ts'
import { evidenceRuleName, evidenceRules } from '#plan/projects/evidence-rule.ts'
import {
  documentLanguageName,
  documentLanguages,
  partnerRoleName,
  partnerRoles,
  reachedStageName,
  reachedStages,
} from '#plan/projects/project.ts'
import {
  audienceName,
  audiences,
  kinds,
  organisationTypesOf,
  sources,
  unitName,
  units,
} from '#plan/targets/target.ts'
import { lineKindName, lineSourceName } from '#plan/targets/words.ts'
import { doubtWords } from '#record/check-in/arrival-words.ts'
import { markStatuses } from '#record/marks/mark.ts'
import { roleName, sourceName, statusName } from '#record/marks/words.ts'
import { platformName, platforms } from '#record/online/report.ts'
import { factLabel } from './fact-words.ts'

const meetingStates = ['planned', 'open', 'closed', 'locked', 'cancelled'] as const
const enrolmentStates = ['requested', 'enrolled', 'withdrawn'] as const
const markRoles = ['participant', 'trainer', 'tutor'] as const
const markSources = ['trainer', 'self', 'paper', 'platform_log', 'import'] as const

const doubts = ['not_enrolled', 'outside_window', 'same_device'] as const

const documentKinds: Record<string, () => string> = {
  register: m.ledger_word_kind_register,
  fad_report: m.ledger_word_kind_fad_report,
  signed_sheet: m.ledger_word_kind_signed_sheet,
  other: m.ledger_word_kind_other,
}

const scanKinds: Record<string, () => string> = { entry: m.attendance_in, exit: m.attendance_out }

// Of what waits to be decided: a check-in, or a row of a platform's report; "waiting" is said of enrolments too.
const waitingStates: Record<string, () => string> = {
  waiting: m.ledger_word_state_waiting,
  confirmed: m.ledger_word_state_confirmed,
  rejected: m.ledger_word_state_rejected,
  matched: m.ledger_word_state_matched,
  set_aside: m.ledger_word_state_set_aside,
  walk_in: m.ledger_word_state_walk_in,
}

/** A value that the program itself chose among a few, in words; null for what a person typed. */
export function knownWord(key: string, value: string): string | null {
  switch (key) {
    case 'sector':
      return among(sectors, value, sectorName)
    case 'gender':
      return among(genders, value, genderName)
    case 'age_bracket':
      return among(ageBrackets, value, ageBracketName)
    case 'role':
      return (
        among(roles, value, accountRoleName) ??
        among(markRoles, value, roleName) ??
        among(partnerRoles, value, partnerRoleName)
      )
    case 'type':
    case 'organisation_type':
      return isOrganisationType(value) ? organisationTypeName(value) : null
    case 'organisation_types':
      return isOrganisationType(value) ? organisationTypeName(value) : typesInColumn(value)
    case 'kind':
      return (
        among(editionKinds, value, kindName) ??
        among(kinds, value, lineKindName) ??
        documentKinds[value]?.() ??
        scanKinds[value]?.() ??
        null
      )
    case 'unit':
      return among(units, value, unitName)
    case 'audience':
      return among(audiences, value, audienceName)
    case 'reached_stage':
      return among(reachedStages, value, reachedStageName)
    case 'evidence_rule':
      return among(evidenceRules, value, evidenceRuleName)
    case 'language':
      return among(documentLanguages, value, documentLanguageName)
    case 'platform':
      return among(platforms, value, (platform) => platformName(platform))
    case 'mode':
      return among(meetingModes, value, modeName)
    case 'state':
      return (
        among(meetingStates, value, meetingStateName) ??
        among(enrolmentStates, value, enrolmentStateName) ??
        waitingStates[value]?.() ??
        null
      )
    case 'status':
      return among(markStatuses, value, statusName)
    case 'source':
      return among(markSources, value, sourceName) ?? among(sources, value, lineSourceName)
    case 'doubt':
      return among(doubts, value, doubtWords)
    case 'fields':
      return factLabel(value)
    default:
      return null
  }
}

/** A target's types as its column keeps them. */
function typesInColumn(value: string): string | null {
  return value.startsWith('[')
    ? (organisationTypesOf(value) ?? []).map(organisationTypeName).join('; ')
    : null
}

function among<T extends string>(
  known: readonly T[],
  value: string,
  name: (value: T) => string,
): string | null {
  const found = known.find((one) => one === value)
  return found === undefined ? null : name(found)
}

// SPDX-License-Identifier: AGPL-3.0-or-later
// Every rule of "at most, exactly one, last, next number" in the program.
import { accessRules } from './access-rules.ts'
import { arrivalRules } from './arrival-rules.ts'
import { attendanceRules } from './attendance-rules.ts'
import { editionRules } from './edition-rules.ts'
import { enrolmentRules } from './enrolment-rules.ts'
import { machineRules } from './machine-rules.ts'
import { peopleRules } from './people-rules.ts'
import { projectRules } from './project-rules.ts'
import type { Rule } from './rule.ts'
import { trainerRules } from './trainer-rules.ts'
import { walkInRules } from './walk-in-rules.ts'

export const rules: Rule[] = [
  ...machineRules,
  ...accessRules,
  ...peopleRules,
  ...projectRules,
  ...enrolmentRules,
  ...trainerRules,
  ...editionRules,
  ...attendanceRules,
  ...walkInRules,
  ...arrivalRules,
]

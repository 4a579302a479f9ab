// SPDX-License-Identifier: AGPL-3.0-or-later
// The migrations in order, listed by hand: production has no directory to read them from. Forward only; a released
// migration is never edited.
import type { Migration } from 'kysely/migration'
import * as people from './001_people.ts'
import * as access from './002_access.ts'
import * as projects from './003_projects.ts'
import * as courses from './004_courses.ts'
import * as editions from './005_editions.ts'
import * as attendance from './006_attendance.ts'
import * as learning from './007_learning.ts'
import * as common from './008_common.ts'
import * as register from './009_register.ts'
import * as securityEvents from './010_security_events.ts'
import * as sealedLinks from './011_sealed_links.ts'
import * as pauses from './012_pauses.ts'
import * as personHomes from './013_person_homes.ts'
import * as oneRole from './014_one_role.ts'
import * as projectFiles from './015_project_files.ts'
import * as statements from './016_statements.ts'
import * as onlineReports from './017_online_reports.ts'
import * as projectLanguage from './018_project_language.ts'
import * as corrections from './019_corrections.ts'
import * as ownWord from './020_own_word.ts'
import * as agreedHours from './021_agreed_hours.ts'
import * as withdrawnWalkIns from './022_withdrawn_walk_ins.ts'
import * as officePhone from './023_office_phone.ts'
import * as browsers from './024_browsers.ts'
import * as keptForms from './025_kept_forms.ts'

export const migrations: Record<string, Migration> = {
  '001_people': people,
  '002_access': access,
  '003_projects': projects,
  '004_courses': courses,
  '005_editions': editions,
  '006_attendance': attendance,
  '007_learning': learning,
  '008_common': common,
  '009_register': register,
  '010_security_events': securityEvents,
  '011_sealed_links': sealedLinks,
  '012_pauses': pauses,
  '013_person_homes': personHomes,
  '014_one_role': oneRole,
  '015_project_files': projectFiles,
  '016_statements': statements,
  '017_online_reports': onlineReports,
  '018_project_language': projectLanguage,
  '019_corrections': corrections,
  '020_own_word': ownWord,
  '021_agreed_hours': agreedHours,
  '022_withdrawn_walk_ins': withdrawnWalkIns,
  '023_office_phone': officePhone,
  '024_browsers': browsers,
  '025_kept_forms': keptForms,
}

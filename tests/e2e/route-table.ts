// SPDX-License-Identifier: AGPL-3.0-or-later
// What every address answers to everybody: status of GET and, where there is an action, of POST with an empty form.
// In the address the names stand for things of I.R.I.S. (everyone.ts, examples). A route that is not here fails the test.
import { everyone, type Who } from './everyone.ts'

export type Answers = Record<Who, number>
export type Row = {
  get?: Answers
  post?: Answers
  /** Other examples than the usual ones. */
  params?: Record<string, string>
}

/** The same for everybody, but for whom `others` names. */
export function all(status: number, others: Partial<Answers> = {}): Answers {
  const answers = everyone.map((who) => [who, others[who] ?? status])
  return Object.fromEntries(answers) as Answers
}

/** For whoever is signed in; who is not is led to the sign-in page. */
export function account(status: number, others: Partial<Answers> = {}): Answers {
  return all(status, { 'signed out': 302, ...others })
}

/** `status` for those named; for others the page does not exist, signed out leads to the sign-in page. */
export function only(status: number, whom: Who[], others: Partial<Answers> = {}): Answers {
  const named = Object.fromEntries(whom.map((who) => [who, status]))
  return account(404, { ...named, ...others })
}

// What the permissions of access/permissions.ts come to at a place of I.R.I.S. The table does not ask them: it says
// again, by hand, what they must be.
const reading = (status: number) => only(status, ['manager', 'auditor'])
const managing = (status: number) => only(status, ['manager'], { auditor: 403 })
const seeingMeetings = (status: number) => only(status, ['manager', 'trainer', 'auditor'])
const seeingEditions = seeingMeetings
// They see the page that the form stands on.
const issuingDocuments = (status: number) => only(status, ['manager'], { trainer: 403, auditor: 403 })
const callingTheRoll = (status: number) => only(status, ['manager', 'trainer'], { auditor: 403 })
const lockingRegisters = (status: number) => only(status, ['manager'], { trainer: 403, auditor: 403 })
const learning = (status: number) => only(status, ['operator', 'private'])
const administering = (status: number) => only(status, ['administrator'])

const administration: Row = { get: administering(200), post: administering(422) }
const office: Row = { get: managing(200), post: managing(422) }

/** Keyed by route file. */
export const table: Record<string, Row> = {
  'app/site/show-home.route.tsx': { get: all(200) },
  'app/site/show-project.route.tsx': { get: all(200) },
  'app/site/list-courses.route.tsx': { get: all(200) },
  'app/site/show-course.route.tsx': { get: all(200) },
  'app/plan/courses/send-image.route.ts': {
    get: all(200),
    params: { course: 'procurement-management', file: 'ciclo-del-contratto.svg' },
  },
  'app/site/show-privacy-notice.route.tsx': { get: all(200) },
  'app/site/show-accessibility.route.tsx': { get: all(200) },
  'app/site/choose-language.route.tsx': { get: all(302), post: all(302) },
  'app/site/health.route.ts': { get: all(200) },

  'app/base/access/sign-in.route.tsx': {
    get: all(302, { 'signed out': 200 }),
    post: all(302, { 'signed out': 422 }),
  },
  'app/base/access/sign-out.route.tsx': { get: all(302), post: all(302) },
  'app/site/welcome.route.ts': { get: account(302) },
  'app/plan/accounts/accept-invitation.route.tsx': { get: all(404), post: all(422) },
  'app/plan/accounts/forgot-password.route.tsx': { get: all(200), post: all(422) },
  'app/plan/accounts/reset-password.route.tsx': { get: all(404), post: all(422) },
  'app/base/access/set-up.route.tsx': { get: all(404), post: all(404) },
  'app/plan/accounts/manage-account.route.tsx': { get: account(200), post: account(422) },
  'app/plan/accounts/change-details.route.tsx': { get: account(200), post: account(422) },
  'app/plan/accounts/change-email.route.tsx': { get: account(200), post: account(422) },
  // A link that opens nothing: nobody's.
  'app/plan/accounts/confirm-email.route.tsx': { get: all(404), post: all(404) },

  'app/site/show-my-work.route.tsx': { get: account(200) },
  'app/record/learning/show-edition-path.route.tsx': { get: learning(200) },
  // The module has a quiz: it is the quiz that completes it.
  'app/record/learning/read-module.route.tsx': { get: learning(200), post: learning(409) },
  'app/record/learning/take-quiz.route.tsx': { get: learning(200), post: learning(422) },

  // Without a code a meeting is there for who is enrolled in its edition; an empty form has no code either.
  // Without a code nothing is said of any meeting, not even that it exists.
  'app/record/requests/report-error.route.tsx': { get: learning(200), post: learning(422) },
  'app/record/requests/list-requests.route.tsx': { get: seeingMeetings(200), post: callingTheRoll(422) },
  'app/record/check-in/record-check-in.route.tsx': { get: learning(200), post: account(422) },
  'app/record/check-in/register-scan.route.ts': { post: account(404) },
  'app/record/check-in/show-check-in-screen.route.tsx': { get: callingTheRoll(200) },
  'app/record/check-in/send-check-in-code.route.ts': { get: callingTheRoll(200) },
  'app/record/check-in/list-arrivals.route.tsx': { get: callingTheRoll(200), post: callingTheRoll(422) },

  'app/record/teaching/list-my-meetings.route.tsx': { get: account(200) },
  'app/record/teaching/show-device.route.tsx': { get: account(200) },
  // Nothing that was kept: said in words, for the device that asks.
  'app/record/teaching/take-kept.route.ts': { get: callingTheRoll(200), post: callingTheRoll(200) },
  // Each their own: who has taught nowhere has no file to take.
  'app/record/timesheet/show-timesheet.route.tsx': { get: account(200) },
  'app/record/timesheet/send-timesheet-pdf.route.ts': { get: only(200, ['trainer']) },
  'app/record/timesheet/send-timesheet-csv.route.ts': { get: only(200, ['trainer']) },
  'app/record/teaching/show-meeting.route.tsx': { get: seeingMeetings(200) },
  'app/record/roll-call/record-attendance.route.tsx': { get: callingTheRoll(200), post: callingTheRoll(422) },
  'app/record/roll-call/save-attendance.route.ts': { get: callingTheRoll(422), post: callingTheRoll(422) },
  'app/record/corrections/decide-corrections.route.tsx': {
    get: callingTheRoll(200),
    post: callingTheRoll(422),
  },
  'app/record/walk-ins/add-walk-in.route.tsx': { get: callingTheRoll(200), post: callingTheRoll(422) },
  'app/record/walk-ins/show-walk-in.route.tsx': { get: seeingMeetings(200) },
  'app/record/schedule/withdraw-presences.route.tsx': { get: callingTheRoll(200), post: callingTheRoll(422) },
  'app/record/walk-ins/change-walk-in.route.tsx': { get: callingTheRoll(200), post: callingTheRoll(422) },
  'app/record/walk-ins/withdraw-walk-in.route.tsx': { get: callingTheRoll(200), post: callingTheRoll(422) },
  'app/record/teaching/show-mark-history.route.tsx': { get: seeingMeetings(200), post: callingTheRoll(422) },
  // Nobody's document: the example was not excused.
  'app/record/teaching/send-mark-document.route.ts': { get: account(404) },
  'app/record/evidence/list-evidence.route.tsx': { get: seeingMeetings(200), post: callingTheRoll(422) },
  'app/record/online/import-report.route.tsx': { get: callingTheRoll(200), post: callingTheRoll(422) },
  'app/record/online/map-columns.route.tsx': { get: callingTheRoll(200), post: callingTheRoll(422) },
  'app/record/online/show-report.route.tsx': { get: seeingMeetings(200), post: callingTheRoll(422) },
  'app/record/online/send-report.route.ts': { get: seeingMeetings(200) },
  'app/record/online/resolve-row.route.tsx': { get: callingTheRoll(200), post: callingTheRoll(422) },
  'app/record/evidence/send-evidence.route.ts': { get: seeingMeetings(200) },
  'app/record/evidence/withdraw-evidence.route.tsx': { get: callingTheRoll(200), post: callingTheRoll(422) },

  'app/plan/projects/list-my-projects.route.tsx': { get: account(200) },
  'app/prove/board/show-board.route.tsx': { get: reading(200) },
  'app/prove/participants/list-counted-people.route.tsx': { get: reading(200) },
  'app/prove/participants/show-person-in-project.route.tsx': { get: reading(200) },
  'app/plan/targets/edit-targets.route.tsx': { get: reading(200), post: managing(422) },
  'app/plan/targets/change-target.route.tsx': { get: reading(200), post: managing(422) },
  'app/plan/people/list-organisations.route.tsx': { get: reading(200) },
  'app/plan/accounts/change-person.route.tsx': office,
  'app/plan/editions/list-editions.route.tsx': { get: reading(200) },
  'app/record/schedule/show-edition.route.tsx': { get: seeingEditions(200) },
  'app/record/learning/list-edition-modules.route.tsx': { get: seeingEditions(200) },
  'app/record/learning/show-edition-module.route.tsx': { get: seeingEditions(200) },
  'app/record/schedule/add-edition.route.tsx': office,
  'app/record/schedule/add-meeting.route.tsx': office,
  'app/record/schedule/change-meeting.route.tsx': office,
  'app/record/schedule/cancel-meeting.route.tsx': office,
  'app/plan/trainers/assign-trainer.route.tsx': office,
  'app/plan/editions/change-edition.route.tsx': office,
  'app/record/schedule/list-meeting-trainers.route.tsx': office,
  'app/record/schedule/change-meeting-trainer.route.tsx': office,
  'app/record/timesheet/list-trainers.route.tsx': { get: reading(200) },
  // Left empty, no hours are agreed.
  'app/record/timesheet/agree-hours.route.tsx': { get: reading(200), post: managing(302) },
  'app/record/places/enrol-person.route.tsx': office,
  'app/record/places/withdraw-person.route.tsx': office,
  'app/prove/reports/show-hours.route.tsx': { get: seeingEditions(200) },
  'app/prove/reports/list-edition-alerts.route.tsx': { get: seeingEditions(200) },
  'app/prove/reports/export-edition-attendance.route.tsx': { get: seeingEditions(200) },
  'app/prove/reports/send-edition-attendance-csv.route.ts': { get: seeingEditions(200) },
  'app/prove/reports/send-edition-attendance-xlsx.route.ts': { get: seeingEditions(200) },
  // Its meeting's page is not closed: no report to issue.
  'app/record/online/show-fad-report.route.tsx': { get: seeingEditions(200), post: issuingDocuments(409) },
  'app/record/online/send-fad-csv.route.ts': { get: seeingEditions(200) },
  'app/record/online/send-fad-pdf.route.ts': { get: seeingEditions(200) },
  'app/prove/reports/export-attendance.route.tsx': { get: reading(200) },
  'app/prove/reports/send-attendance-csv.route.ts': { get: reading(200) },
  'app/prove/reports/send-attendance-xlsx.route.ts': { get: reading(200) },
  'app/prove/reports/list-alerts.route.tsx': { get: reading(200) },
  'app/prove/reports/show-timeliness.route.tsx': { get: reading(200) },
  'app/record/evidence/list-gaps.route.tsx': { get: reading(200) },
  'app/record/walk-ins/list-walk-ins.route.tsx': { get: reading(200) },
  'app/record/walk-ins/match-walk-in.route.tsx': office,
  'app/prove/ledger/read-ledger.route.tsx': { get: reading(200) },
  'app/record/register/close-meeting.route.tsx': { get: callingTheRoll(200), post: callingTheRoll(422) },
  // Today's page is not closed, so there is nothing to lock and no register to issue.
  'app/record/register/lock-meeting.route.tsx': { get: lockingRegisters(200), post: lockingRegisters(409) },
  'app/record/register/show-page.route.tsx': { get: seeingMeetings(200) },
  'app/record/register/show-register.route.tsx': { get: seeingEditions(200), post: issuingDocuments(409) },
  'app/record/register/open-register.route.tsx': office,
  'app/record/register/lock-register.route.tsx': { get: managing(200), post: managing(302) },
  'app/record/register/send-document.route.ts': { get: seeingEditions(200) },
  'app/record/register/send-register-page.route.ts': { get: seeingMeetings(200) },
  'app/record/register/send-edition-register.route.ts': { get: seeingEditions(200) },
  'app/record/register/send-empty-register.route.ts': { get: seeingEditions(200) },

  'app/admin/list-admin-projects.route.tsx': { get: administering(200) },
  'app/admin/add-project.route.tsx': administration,
  'app/admin/change-project.route.tsx': administration,
  'app/admin/change-partners.route.tsx': administration,
  'app/admin/list-accounts.route.tsx': { get: administering(200) },
  'app/admin/add-account.route.tsx': administration,
  'app/admin/change-account.route.tsx': administration,
  'app/admin/list-unassigned-people.route.tsx': { get: administering(200) },
  'app/admin/assign-person.route.tsx': { get: administering(200), post: administering(422) },
  'app/admin/list-course-versions.route.tsx': { get: administering(200) },
  'app/admin/list-mail.route.tsx': { get: administering(200) },
  'app/admin/show-mail.route.tsx': { get: administering(200) },
  'app/admin/change-system.route.tsx': administration,
  'app/admin/list-security-events.route.tsx': { get: administering(200) },

  'app/site/not-found.route.tsx': { get: all(404), post: all(404) },
}

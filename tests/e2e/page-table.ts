// SPDX-License-Identifier: AGPL-3.0-or-later
// Every page, and who sees it: what every-page.test.ts looks at. A route with a page that is not here fails that test.
import type { Address } from '#tests/architecture/routes.ts'

export const viewers = ['visitor', 'operator', 'trainer', 'manager', 'auditor', 'administrator'] as const
export type Viewer = (typeof viewers)[number]

export const emailOf: Record<Exclude<Viewer, 'visitor'>, string> = {
  operator: 'operator@presente.example',
  trainer: 'trainer@presente.example',
  manager: 'manager@presente.example',
  auditor: 'auditor@presente.example',
  administrator: 'admin@presente.example',
}

export type PageRow = {
  viewers: readonly Viewer[]
  /** Query strings under which it is another page: lists that find nothing, a tab, a search. */
  also?: string[]
  /** Its form, with every field emptied, comes back with errors. */
  refuses?: true
  status?: number
  /** What the link in its address is for. */
  token?: 'invitation' | 'reset' | 'email'
}

const office = ['manager', 'auditor'] as const
const signedIn = viewers.filter((viewer) => viewer !== 'visitor')
const everybody: PageRow = { viewers }
const reading: PageRow = { viewers: office }
const managing: PageRow = { viewers: ['manager'], refuses: true }
const learning: PageRow = { viewers: ['operator'] }
const administering: PageRow = { viewers: ['administrator'] }
const administration: PageRow = { ...administering, refuses: true }
const seeingMeetings: PageRow = { viewers: ['trainer', ...office] }

const seeingEditions = seeingMeetings

/** Keyed by route file. */
export const pages: Record<string, PageRow> = {
  'app/site/show-home.route.tsx': everybody,
  'app/site/show-project.route.tsx': everybody,
  'app/site/list-courses.route.tsx': everybody,
  'app/site/show-course.route.tsx': everybody,
  'app/site/show-privacy-notice.route.tsx': everybody,
  'app/site/show-accessibility.route.tsx': everybody,
  'app/site/not-found.route.tsx': { viewers, status: 404 },
  // Acts: whoever comes there is led elsewhere.
  'app/site/choose-language.route.tsx': { viewers: [] },
  'app/base/access/sign-out.route.tsx': { viewers: [] },

  'app/base/access/sign-in.route.tsx': { viewers: ['visitor'], refuses: true },
  'app/plan/accounts/accept-invitation.route.tsx': { viewers: ['visitor'], refuses: true },
  'app/plan/accounts/forgot-password.route.tsx': { viewers: ['visitor'], refuses: true },
  'app/plan/accounts/reset-password.route.tsx': { viewers: ['visitor'], refuses: true, token: 'reset' },
  // The installation of the demo is set up: the page is looked at on an empty one.
  'app/base/access/set-up.route.tsx': { viewers: ['visitor'], status: 404 },
  'app/plan/accounts/manage-account.route.tsx': { viewers: signedIn, refuses: true },
  'app/plan/accounts/change-details.route.tsx': { viewers: signedIn, refuses: true },
  'app/plan/accounts/change-email.route.tsx': { viewers: signedIn, refuses: true },
  'app/plan/accounts/confirm-email.route.tsx': { viewers: ['visitor'], token: 'email' },

  'app/site/show-my-work.route.tsx': { viewers: signedIn },
  'app/record/learning/show-edition-path.route.tsx': learning,
  'app/record/learning/read-module.route.tsx': learning,
  'app/record/learning/take-quiz.route.tsx': { ...learning, refuses: true },

  'app/record/requests/report-error.route.tsx': { ...learning, refuses: true },
  'app/record/requests/list-requests.route.tsx': seeingMeetings,

  'app/record/check-in/record-check-in.route.tsx': learning,
  'app/record/check-in/show-check-in-screen.route.tsx': { viewers: ['trainer', 'manager'] },
  'app/record/check-in/list-arrivals.route.tsx': { viewers: ['trainer', 'manager'] },

  'app/record/teaching/list-my-meetings.route.tsx': {
    viewers: signedIn,
    also: ['?show=past', '?show=owed'],
  },
  'app/record/teaching/show-device.route.tsx': { viewers: signedIn },
  'app/record/timesheet/show-timesheet.route.tsx': {
    viewers: signedIn,
    also: ['?month=1999-01', '?month=mai'],
  },
  'app/record/timesheet/list-trainers.route.tsx': { viewers: office, also: ['?q=nessuno'] },
  'app/record/timesheet/agree-hours.route.tsx': reading,
  'app/record/teaching/show-meeting.route.tsx': seeingMeetings,
  'app/record/roll-call/record-attendance.route.tsx': { viewers: ['trainer', 'manager'] },
  'app/record/walk-ins/add-walk-in.route.tsx': { viewers: ['trainer', 'manager'], refuses: true },
  'app/record/walk-ins/show-walk-in.route.tsx': seeingMeetings,
  'app/record/schedule/withdraw-presences.route.tsx': { viewers: ['trainer', 'manager'] },
  'app/record/walk-ins/change-walk-in.route.tsx': { viewers: ['trainer', 'manager'], refuses: true },
  'app/record/walk-ins/withdraw-walk-in.route.tsx': { viewers: ['trainer', 'manager'], refuses: true },
  'app/record/teaching/show-mark-history.route.tsx': seeingMeetings,
  'app/record/corrections/decide-corrections.route.tsx': { viewers: ['trainer', 'manager'] },
  'app/record/register/close-meeting.route.tsx': { viewers: ['trainer', 'manager'] },
  'app/record/register/lock-meeting.route.tsx': { viewers: ['manager'] },
  'app/record/register/show-page.route.tsx': seeingMeetings,
  'app/record/register/show-register.route.tsx': seeingEditions,
  'app/record/register/open-register.route.tsx': managing,
  'app/record/register/lock-register.route.tsx': { viewers: ['manager'] },
  'app/record/evidence/list-evidence.route.tsx': { viewers: ['trainer', 'manager', 'auditor'] },
  'app/record/online/import-report.route.tsx': { viewers: ['trainer', 'manager'], refuses: true },
  // Without a file that waits: it says so. With one, mapping-story.test.ts looks at it.
  'app/record/online/map-columns.route.tsx': { viewers: ['trainer', 'manager'] },
  'app/record/online/show-report.route.tsx': { ...seeingMeetings, also: ['?show=all', '?show=matched'] },
  'app/record/online/resolve-row.route.tsx': {
    viewers: ['trainer', 'manager'],
    also: ['?q=a', '?q=nessuno'],
  },
  'app/record/evidence/withdraw-evidence.route.tsx': { viewers: ['trainer', 'manager'], refuses: true },

  'app/plan/projects/list-my-projects.route.tsx': { viewers: signedIn },
  'app/prove/board/show-board.route.tsx': reading,
  'app/prove/participants/list-counted-people.route.tsx': {
    viewers: office,
    also: ['?stage=attended&audience=training', '?q=nessuno-si-chiama-cosi', '?page=2'],
  },
  'app/prove/participants/show-person-in-project.route.tsx': reading,
  'app/plan/targets/edit-targets.route.tsx': { viewers: office },
  'app/plan/targets/change-target.route.tsx': { viewers: office },
  'app/plan/people/list-organisations.route.tsx': { viewers: office, also: ['?q=nessun-ente'] },
  'app/plan/accounts/change-person.route.tsx': managing,
  'app/plan/editions/list-editions.route.tsx': { viewers: office, also: ['?q=nessuna-edizione'] },
  'app/record/schedule/show-edition.route.tsx': seeingEditions,
  'app/record/learning/list-edition-modules.route.tsx': seeingEditions,
  'app/record/learning/show-edition-module.route.tsx': seeingEditions,
  'app/record/schedule/add-edition.route.tsx': managing,
  'app/record/schedule/add-meeting.route.tsx': managing,
  'app/record/schedule/change-meeting.route.tsx': managing,
  'app/record/schedule/cancel-meeting.route.tsx': managing,
  'app/plan/trainers/assign-trainer.route.tsx': managing,
  'app/plan/editions/change-edition.route.tsx': managing,
  'app/record/schedule/list-meeting-trainers.route.tsx': managing,
  // Emptied, its form still says a role.
  'app/record/schedule/change-meeting-trainer.route.tsx': { viewers: ['manager'] },
  'app/record/places/enrol-person.route.tsx': { ...managing, also: ['?q=a', '?q=nessuno-si-chiama-cosi'] },
  'app/record/places/withdraw-person.route.tsx': managing,
  'app/record/online/show-fad-report.route.tsx': seeingEditions,
  'app/prove/reports/show-hours.route.tsx': {
    ...seeingEditions,
    also: ['?standing=lost', '?q=nessuno-si-chiama-cosi', '?sort=missing&direction=desc'],
  },
  'app/prove/reports/export-attendance.route.tsx': {
    viewers: office,
    also: ['?from=mai&to=2026-13-40&edition=nessuna', '?from=2099-01-01', '?teachers=on'],
  },
  'app/prove/reports/list-alerts.route.tsx': {
    viewers: office,
    also: ['?kind=outside', '?kind=two_places', '?page=99'],
  },
  'app/prove/reports/show-timeliness.route.tsx': { viewers: office, also: ['?page=99'] },
  'app/prove/reports/list-edition-alerts.route.tsx': { ...seeingEditions, also: ['?kind=outside'] },
  'app/prove/reports/export-edition-attendance.route.tsx': {
    ...seeingEditions,
    also: ['?from=mai', '?from=2099-01-01'],
  },
  'app/record/evidence/list-gaps.route.tsx': {
    viewers: office,
    also: ['?kind=no_evidence', '?kind=check_ins&edition=nessuna'],
  },
  'app/record/walk-ins/list-walk-ins.route.tsx': { viewers: office, also: ['?q=nessuno', '?state=all'] },
  'app/record/walk-ins/match-walk-in.route.tsx': { ...managing, also: ['?q=a', '?q=nessuno-si-chiama-cosi'] },
  'app/prove/ledger/read-ledger.route.tsx': { viewers: office, also: ['?act=mark_corrected', '?q=nessuno'] },

  'app/admin/list-admin-projects.route.tsx': administering,
  'app/admin/add-project.route.tsx': administration,
  'app/admin/change-project.route.tsx': administration,
  'app/admin/change-partners.route.tsx': administering,
  'app/admin/list-accounts.route.tsx': { ...administering, also: ['?q=nessuno'] },
  'app/admin/add-account.route.tsx': administration,
  'app/admin/change-account.route.tsx': administration,
  'app/admin/list-unassigned-people.route.tsx': { ...administering, also: ['?q=nessuno'] },
  'app/admin/assign-person.route.tsx': administration,
  'app/admin/list-course-versions.route.tsx': administering,
  'app/admin/list-mail.route.tsx': administering,
  'app/admin/show-mail.route.tsx': administering,
  'app/admin/change-system.route.tsx': administration,
  'app/admin/list-security-events.route.tsx': { ...administering, also: ['?kind=export&q=nobody'] },
}

/** What is refused is a page too: an address of no sense, and one that may be seen but not used. */
export const refusals: Partial<Record<Viewer, { path: string; status: number }>> = {
  visitor: { path: '/courses?q=%00', status: 404 },
  auditor: { path: '/manage/iris/editions/new', status: 403 },
}

/** An address with things of the demo in the place of its names. */
export function pathOf({ path }: Address, names: Record<string, string>): string {
  return path.replace(/:(\w+)|\*/g, (name, parameter) => {
    const value = names[parameter ?? '*']
    if (value === undefined) throw new Error(`${path}: nothing stands for ${name}`)
    return encodeURIComponent(value)
  })
}

// SPDX-License-Identifier: AGPL-3.0-or-later
// Every address, in the order a person meets it.
import { index, type RouteConfig, route } from '@remix-run/route-config'

export default [
  // Everybody
  index('projects/show-home.route.tsx'),
  route('projects/:project', 'projects/show-project.route.tsx'),
  route('courses', 'courses/list-courses.route.tsx'),
  route('courses/:course', 'courses/show-course.route.tsx'),
  route('courses/:course/images/:file', 'courses/send-image.route.ts'),
  route('privacy', 'people/show-privacy-notice.route.tsx'),
  route('accessibility', 'admin/show-accessibility.route.tsx'),
  route('language', 'http/choose-language.route.ts'),
  route('healthz', 'http/health.route.ts'),

  // Signing in
  route('sign-in', 'access/sign-in.route.tsx'),
  route('sign-out', 'access/sign-out.route.ts'),
  route('welcome', 'access/welcome.route.ts'),
  route('invitations/:token', 'access/accept-invitation.route.tsx'),
  route('password/forgot', 'access/forgot-password.route.tsx'),
  route('password/reset/:token', 'access/reset-password.route.tsx'),
  route('setup', 'access/set-up.route.tsx'),
  route('account', 'access/manage-account.route.tsx'),

  // Operators
  route('my', 'learning/show-my-work.route.tsx'),
  route('learn/:edition', 'learning/show-edition-path.route.tsx'),
  route('learn/:edition/:module', 'learning/read-module.route.tsx'),
  route('learn/:edition/:module/quiz', 'learning/take-quiz.route.tsx'),

  // Trainers
  route('teaching', 'attendance/list-my-meetings.route.tsx'),
  route('meetings/:meeting', 'attendance/show-meeting.route.tsx'),
  route('meetings/:meeting/attendance', 'attendance/record-attendance.route.tsx'),
  route('meetings/:meeting/people/:person', 'attendance/show-mark-history.route.tsx'),

  // Project managers and auditors
  route('manage', 'projects/list-my-projects.route.tsx'),
  route('manage/:project', 'targets/show-board.route.tsx'),
  route('manage/:project/people', 'targets/list-counted-people.route.tsx'),
  route('manage/:project/people/:person', 'targets/show-person-in-project.route.tsx'),
  route('manage/:project/targets', 'targets/edit-targets.route.tsx'),
  route('manage/:project/targets/:target', 'targets/change-target.route.tsx'),
  route('manage/:project/organisations', 'people/list-organisations.route.tsx'),
  route('manage/:project/people/:person/edit', 'people/change-person.route.tsx'),
  route('manage/:project/editions', 'editions/list-editions.route.tsx'),
  route('manage/:project/editions/new', 'editions/add-edition.route.tsx'),
  route('manage/:project/editions/:edition', 'editions/show-edition.route.tsx'),
  route('manage/:project/editions/:edition/meetings/new', 'editions/add-meeting.route.tsx'),
  route('manage/:project/editions/:edition/meetings/:meeting', 'editions/change-meeting.route.tsx'),
  route('manage/:project/editions/:edition/meetings/:meeting/cancel', 'editions/cancel-meeting.route.tsx'),
  route('manage/:project/editions/:edition/trainers/new', 'editions/assign-trainer.route.tsx'),
  route('manage/:project/editions/:edition/enrol', 'enrolment/enrol-person.route.tsx'),
  route('manage/:project/editions/:edition/withdraw/:person', 'enrolment/withdraw-person.route.tsx'),
  route('manage/:project/ledger', 'ledger/read-ledger.route.tsx'),

  // Administrators
  route('admin/projects', 'projects/list-admin-projects.route.tsx'),
  route('admin/projects/new', 'projects/add-project.route.tsx'),
  route('admin/projects/:project', 'projects/change-project.route.tsx'),
  route('admin/projects/:project/partners', 'projects/change-partners.route.tsx'),
  route('admin/accounts', 'admin/list-accounts.route.tsx'),
  route('admin/accounts/new', 'admin/add-account.route.tsx'),
  route('admin/accounts/:account', 'admin/change-account.route.tsx'),
  route('admin/courses', 'admin/list-course-versions.route.tsx'),
  route('admin/mail', 'admin/list-mail.route.tsx'),
  route('admin/mail/:mail', 'admin/show-mail.route.tsx'),
  route('admin/system', 'admin/change-system.route.tsx'),

  route('*', 'http/not-found.route.tsx'),
] satisfies RouteConfig

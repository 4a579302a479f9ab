// SPDX-License-Identifier: AGPL-3.0-or-later
// Every address, in the order a person meets it.
import { type RouteConfig, route } from '@remix-run/route-config'

export default [
  // Everybody
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

  // Project managers and auditors

  // Administrators
  route('admin/accounts', 'admin/list-accounts.route.tsx'),
  route('admin/accounts/new', 'admin/add-account.route.tsx'),
  route('admin/accounts/:account', 'admin/change-account.route.tsx'),
  route('admin/courses', 'admin/list-course-versions.route.tsx'),
  route('admin/mail', 'admin/list-mail.route.tsx'),
  route('admin/mail/:mail', 'admin/show-mail.route.tsx'),
  route('admin/system', 'admin/change-system.route.tsx'),

  route('*', 'http/not-found.route.tsx'),
] satisfies RouteConfig

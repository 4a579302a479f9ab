// SPDX-License-Identifier: AGPL-3.0-or-later
import { version } from '#base/version.server.ts'

/** Whether a script asks that is of another build than this server: its page is loaded anew before it sends anything. */
export function isOfAnotherBuild(request: Request): boolean {
  const build = request.headers.get('Presente-Build')
  return build !== null && build !== version()
}

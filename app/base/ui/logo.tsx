// SPDX-License-Identifier: AGPL-3.0-or-later

/** The mark of Presente: somebody answers the roll call (a speech bubble) and is ticked. */
export function Logo() {
  return (
    <svg className="logo" viewBox="0 0 48 48" aria-hidden="true" focusable="false">
      <path
        className="logo-bubble"
        d="M10 4h28a7 7 0 0 1 7 7v19a7 7 0 0 1-7 7H24.5l-9.3 7.6a1 1 0 0 1-1.7-.7V37H10a7 7 0 0 1-7-7V11a7 7 0 0 1 7-7z"
      />
      <path className="logo-tick" d="M14.5 20.5l6.8 7 12.7-14" />
    </svg>
  )
}

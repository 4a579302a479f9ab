// SPDX-License-Identifier: AGPL-3.0-or-later
// Around every page: what it throws is shown here, below the root, whose loader gives the header its name and menu. Remix
// runs no loader of the route that shows an action's error.
import { Outlet } from '@remix-run/react'

export { ErrorOfPage as ErrorBoundary, errorMeta as meta } from '#base/http/error-of-page.tsx'

export default function ShowError() {
  return <Outlet />
}

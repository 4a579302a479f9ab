// SPDX-License-Identifier: AGPL-3.0-or-later
import type { ServerBuild } from '@remix-run/node'

/**
 * A build cut up by the first segment of its addresses, each part with the root, the layouts and the route for unknown addresses;
 * the part of `''` serves the home page and whatever begins with no known segment. Remix ranks and compiles all the
 * routes of its build several times for every request, a tenth of a page's time with sixty of them.
 */
export function sectionsOf(build: ServerBuild): Map<string, ServerBuild> {
  const segments = new Set(['', ...Object.values(build.routes).map((route) => firstSegment(route?.path))])
  return new Map([...segments].map((segment) => [segment, sectionOf(build, segment)]))
}

function sectionOf(build: ServerBuild, segment: string): ServerBuild {
  const ids = Object.entries(build.routes).flatMap(([id, route]) => {
    const first = firstSegment(route?.path)
    const isLayout = !route?.path && !route?.index
    return isLayout || first === segment || first === '*' ? [id] : []
  })
  const only = <T>(all: Record<string, T>) =>
    Object.fromEntries(Object.entries(all).filter(([id]) => ids.includes(id)))
  return {
    ...build,
    routes: only(build.routes),
    assets: { ...build.assets, routes: only(build.assets.routes) },
  }
}

function firstSegment(path: string | undefined): string {
  return path?.split('/')[0] ?? ''
}

/** The segment by which a request's path finds its section; that of a data request (`/my.data`) is its page's. */
export function segmentOf(path: string): string {
  return (path.split('/')[1] ?? '').replace(/\.data$/, '')
}

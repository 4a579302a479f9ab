// SPDX-License-Identifier: AGPL-3.0-or-later
// The one place where an error becomes a response. Every loader and action passes through it (see entry.server.tsx).
import { data, type ServerBuild } from '@remix-run/node'
import { AppError, type ErrorKind } from '#app/error.ts'

export type ErrorData = { kind: ErrorKind; message: string }

type Handler = (args: never) => unknown

/** The build with AppErrors of every loader and action turned into responses with their status. */
export function withErrors(build: ServerBuild): ServerBuild {
  const routes = Object.fromEntries(
    Object.entries(build.routes).map(([id, route]) => {
      if (!route) return [id, route]
      const { loader, action } = route.module
      const module = { ...route.module }
      if (loader) module.loader = converted(loader)
      if (action) module.action = converted(action)
      return [id, { ...route, module }]
    }),
  )
  return { ...build, routes }
}

function converted<T extends Handler>(handler: T): T {
  const wrapped = async (args: Parameters<T>[0]) => {
    try {
      return await handler(args as never)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      throw data<ErrorData>({ kind: error.kind, message: error.message }, error.status)
    }
  }
  return wrapped as unknown as T
}

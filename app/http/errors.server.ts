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
      const answer = route.module.default ? pageAnswer : plainAnswer
      if (loader) module.loader = converted(loader, answer)
      if (action) module.action = converted(action, answer)
      return [id, { ...route, module }]
    }),
  )
  return { ...build, routes }
}

function converted<T extends Handler>(handler: T, answer: (error: AppError) => unknown): T {
  const wrapped = async (args: Parameters<T>[0]) => {
    try {
      return await handler(args as never)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      throw answer(error)
    }
  }
  return wrapped as unknown as T
}

/** For the page that shows errors. */
function pageAnswer({ kind, message, status }: AppError) {
  return data<ErrorData>({ kind, message }, status)
}

/** For a download, which has no page: the sentence itself. */
function plainAnswer({ message, status }: AppError) {
  return new Response(`${message}\n`, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
}

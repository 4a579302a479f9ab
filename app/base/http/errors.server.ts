// SPDX-License-Identifier: AGPL-3.0-or-later
// The one place where an error becomes a response. Every loader and action passes through it (see entry.server.tsx).
import { type AppLoadContext, data, type ServerBuild } from '@remix-run/node'
import { AppError, type ErrorKind } from '#base/error.ts'
import { unavailable } from '#base/outage.server.ts'
import { unsentOf } from './unsent.server.ts'
import type { Unsent } from './unsent.ts'

export type ErrorData = { kind: ErrorKind; message: string; unsent?: Unsent }

/** Seconds after which it is worth asking again for what is unavailable. */
export const retryAfter = '10'

type Args = { request: Request; context: AppLoadContext }
type Handler = (args: never) => unknown
type Answer = (error: AppError, args: Args) => unknown
type Refused = (args: Args) => Promise<void>

/**
 * The build with AppErrors, and outages of the database, of every loader and action turned into responses with their status.
 * A form that could not be taken, or whose page cannot be made, is given back on the error page. `refused` is told of every
 * write that whoever sent it may not make.
 */
export function withErrors(build: ServerBuild, refused: Refused = async () => {}): ServerBuild {
  const routes = Object.fromEntries(
    Object.entries(build.routes).map(([id, route]) => {
      if (!route) return [id, route]
      const { loader, action } = route.module
      const module = { ...route.module }
      const answer = route.module.default ? pageAnswer : plainAnswer
      if (loader) module.loader = converted(loader, answer)
      if (action) module.action = converted(posting(action), answer, refused)
      return [id, { ...route, module }]
    }),
  )
  return { ...build, routes }
}

function converted<T extends Handler>(handler: T, answer: Answer, refused?: Refused): T {
  const wrapped = async (args: Args) => {
    try {
      return await handler(args as never)
    } catch (thrown) {
      const error = thrown instanceof AppError ? thrown : unavailable(thrown)
      if (!error) throw thrown
      if (error.kind === 'not_found' || error.kind === 'forbidden') await refused?.(args)
      throw await answer(error, args)
    }
  }
  return wrapped as unknown as T
}

/** The forms of requests under way. Loaders, which run after the action, are not given them. */
const posted = new WeakMap<AppLoadContext, Request>()

function posting<T extends Handler>(action: T): T {
  const wrapped = (args: Args) => {
    posted.set(args.context, args.request)
    return action(args as never)
  }
  return wrapped as unknown as T
}

/** For the page that shows errors. */
async function pageAnswer({ kind, message, status }: AppError, { context }: Args) {
  const form = kind === 'unavailable' ? posted.get(context) : undefined
  return data<ErrorData>({ kind, message, ...(form && { unsent: await unsentOf(form) }) }, status)
}

/** For a download, which has no page: the sentence itself. */
function plainAnswer({ message, status }: AppError) {
  const headers = new Headers({ 'Content-Type': 'text/plain; charset=utf-8' })
  if (status === 503) headers.set('Retry-After', retryAfter)
  return new Response(`${message}\n`, { status, headers })
}

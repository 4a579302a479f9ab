// SPDX-License-Identifier: AGPL-3.0-or-later
// The one place where an error becomes a response. Every loader and action passes through it (see entry.server.tsx).
import { type AppLoadContext, data, redirect, type ServerBuild } from '@remix-run/node'
import { AppError, type ErrorKind } from '#base/error.ts'
import { unavailable } from '#base/outage.server.ts'
import { giveBack } from './given-back.server.ts'
import { initialValueOf } from './given-back.ts'
import { unsentOf } from './unsent.server.ts'
import type { Unsent } from './unsent.ts'

export type ErrorData = { kind: ErrorKind; message: string; unsent?: Unsent }

/** Seconds after which it is worth asking again for what is unavailable. */
export const retryAfter = '10'

type Args = { request: Request; context: AppLoadContext }
type Handler = (args: never) => unknown
type Answer = (error: AppError, args: Args) => unknown

/** What those above know to do: note a write that whoever sent it may not make; keep a form that nobody is signed in for. */
export type Doing = {
  refused: (args: Args) => Promise<void>
  signedOut: (args: Args) => Promise<Response>
}

/** Thrown by the guard of an action that nobody is signed in for. */
export class SignedOut extends Error {}

/**
 * The build with AppErrors, and outages of the database, of every loader and action turned into responses with their status. A form
 * that is refused as a whole comes back in its page, with what was typed; one that could not be taken, or whose page cannot be
 * made, is given back on the error page; one that nobody is signed in for waits for the sign-in.
 */
export function withErrors(build: ServerBuild, doing: Doing): ServerBuild {
  const routes = Object.fromEntries(
    Object.entries(build.routes).map(([id, route]) => {
      if (!route) return [id, route]
      const { loader, action } = route.module
      const module = { ...route.module }
      const hasPage = Boolean(route.module.default)
      const answer = hasPage ? pageAnswer : plainAnswer
      if (loader) module.loader = converted(loader, answer)
      if (action) module.action = converted(posting(action, hasPage, doing), answer, doing.refused)
      return [id, { ...route, module }]
    }),
  )
  return { ...build, routes }
}

function converted<T extends Handler>(handler: T, answer: Answer, refused?: Doing['refused']): T {
  const wrapped = async (args: Args) => {
    try {
      return await handler(args as never)
    } catch (thrown) {
      const error = thrown instanceof AppError ? thrown : unavailable(thrown)
      if (!error) throw thrown
      if (isRefusal(error.status)) await refused?.(args)
      throw await answer(error, args)
    }
  }
  return wrapped as unknown as T
}

const isRefusal = (status: number | undefined) => status === 403 || status === 404

/** The forms of requests under way. Loaders, which run after the action, are not given them. */
const posted = new WeakMap<AppLoadContext, Request>()

function posting<T extends Handler>(action: T, hasPage: boolean, { refused, signedOut }: Doing): T {
  const wrapped = async (args: Args) => {
    posted.set(args.context, args.request)
    try {
      const done = await action(args as never)
      // A form's own refusals have come back already (withForm).
      if (isRefusal(statusIn(done))) await refused(args)
      return done
    } catch (thrown) {
      if (thrown instanceof SignedOut) {
        if (!hasPage) throw redirect('/sign-in?to=%2F')
        return await signedOut(args)
      }
      if (!hasPage || !(thrown instanceof AppError) || thrown.kind === 'unavailable') throw thrown
      if (isRefusal(thrown.status)) await refused(args)
      return await refusedForm(thrown, args)
    }
  }
  return wrapped as unknown as T
}

function statusIn(answer: unknown): number | undefined {
  if (typeof answer !== 'object' || answer === null || !('init' in answer)) return undefined
  return (answer.init as ResponseInit | null)?.status
}

/** The page of the form again: with what was typed where it has a form for it, and with what is said of it in any case. */
async function refusedForm({ message, field, status }: AppError, { request, context }: Args) {
  const fields = (await unsentOf(request)).fields ?? []
  giveBack(context, { kind: 'refused', message, fields })
  const error = { [field ?? '']: [message] }
  return data({ result: { status: 'error' as const, initialValue: initialValueOf(fields), error } }, status)
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

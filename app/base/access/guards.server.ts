// SPDX-License-Identifier: AGPL-3.0-or-later
// Every loader and action begins with exactly one of publicPage, requireAccount, requirePermission.
import { type AppLoadContext, redirect } from '@remix-run/node'
import { database } from '#base/database.server.ts'
import { AppError } from '#base/error.ts'
import { SignedOut } from '#base/http/errors.server.ts'
import { ownPath } from '#base/http/list.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { Db } from '#db/connect.server.ts'
import { findActor } from './actor.server.ts'
import { type Actor, type Place, placeOf } from './actor.ts'
import { noteRefusal } from './attempt-events.server.ts'
import { keepForm } from './kept-forms.server.ts'
import { can, type Permission, permissions } from './permissions.ts'
import { findPlace } from './place.server.ts'

export type RouteArgs = {
  request: Request
  params: Record<string, string | undefined>
  context: AppLoadContext
}

/** A page for everybody; `actor` is null when signed out. */
export async function publicPage(args: RouteArgs): Promise<{ db: Db; actor: Actor | null }> {
  const db = database()
  return { db, actor: await actorOf(db, args) }
}

/** A page for whoever is signed in; otherwise leads to /sign-in and back, a form with what was typed (errors.server.ts). */
export async function requireAccount(args: RouteArgs): Promise<{ db: Db; actor: Actor }> {
  const { db, actor } = await publicPage(args)
  if (!actor && args.request.method === 'POST') throw new SignedOut()
  if (!actor) throw redirect(signInAddress(args.request))
  return { db, actor }
}

/**
 * A page for whoever holds a permission at the place its address names (`:project`, `:edition`, `:meeting`).
 * 404 when the place does not exist or may not be seen, 403 when it may be seen but not used.
 */
export async function requirePermission(args: RouteArgs, permission: Permission): Promise<Granted> {
  const { db, actor } = await requireAccount(args)
  const found = await findPlace(db, args.params)
  if (!found) throw new AppError('not_found', m.access_not_found())
  const { project, edition } = found
  const place = project ? placeOf({ project_id: project.id, ...(edition && { edition_id: edition.id }) }) : {}
  const learns = permissions[permission].roles.includes('learner')
  const allowed = learns ? await isEnrolled(db, actor, place) : can(actor, permission, place)
  if (!allowed) {
    const { seenWith } = permissions[permission]
    // Of a write it is noted with everything else that a write is refused for.
    if (args.request.method !== 'POST') await noteRefusal(db, actor.accountId, args.request)
    if (seenWith && can(actor, seenWith, place)) throw new AppError('forbidden', m.access_forbidden())
    throw new AppError('not_found', m.access_not_found())
  }
  return new Granted(db, actor, found)
}

/** For withErrors: keeps a form that nobody is signed in for. */
export async function keepSignedOut({ request, context }: Pick<RouteArgs, 'request' | 'context'>) {
  return await keepForm(database(), request, context.address)
}

/** For withErrors: notes a write that somebody signed in may not make, wherever that came out. */
export async function noteRefusedWrite({ request, context }: Pick<RouteArgs, 'request' | 'context'>) {
  const accountId = context.account()
  if (accountId !== null) await noteRefusal(database(), accountId, request)
}

type FoundPlace = NonNullable<Awaited<ReturnType<typeof findPlace>>>

/** What a permitted request works with. Asking for what the address does not name is a bug, and throws. */
class Granted {
  readonly db: Db
  readonly actor: Actor
  readonly #found: FoundPlace

  constructor(db: Db, actor: Actor, found: FoundPlace) {
    this.db = db
    this.actor = actor
    this.#found = found
  }

  get project() {
    return named(this.#found.project, 'project')
  }

  get edition() {
    return named(this.#found.edition, 'edition')
  }

  get meeting() {
    return named(this.#found.meeting, 'meeting')
  }
}

function named<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`this address names no ${what}`)
  return value
}

// Parallel loaders of one request share `context`, not `request`.
const memo = new WeakMap<AppLoadContext, Promise<Actor | null>>()

function actorOf(db: Db, { request, context }: RouteArgs): Promise<Actor | null> {
  const kept = memo.get(context) ?? findVisitor(db, request, context)
  memo.set(context, kept)
  return kept
}

async function findVisitor(db: Db, request: Request, context: AppLoadContext): Promise<Actor | null> {
  const actor = await findActor(db, request.headers.get('Cookie'))
  if (actor) context.signedIn(actor.accountId)
  return actor
}

function signInAddress(request: Request): string {
  const url = new URL(request.url)
  return `/sign-in?to=${encodeURIComponent(ownPath(url.pathname.replace(/\.data$/, '') + url.search))}`
}

async function isEnrolled(db: Db, actor: Actor, place: Place): Promise<boolean> {
  if (!actor.personId || !place.editionId) return false
  const found = await db
    .selectFrom('enrolment')
    .select('id')
    .where('edition_id', '=', place.editionId)
    .where('person_id', '=', actor.personId)
    .where('state', '=', 'enrolled')
    .executeTakeFirst()
  return Boolean(found)
}

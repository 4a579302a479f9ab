// SPDX-License-Identifier: AGPL-3.0-or-later
// The bundle's door: how a page is rendered, and what app/server.ts needs of the program.
import { Writable } from 'node:stream'
import type { AppLoadContext, EntryContext, ServerBuild } from '@remix-run/node'
import { RemixServer } from '@remix-run/react'
import type { ReactElement } from 'react'
import { renderToPipeableStream } from 'react-dom/server'
import { keepSignedOut, noteRefusedWrite } from '#base/access/guards.server.ts'
import { hiddenPath } from '#base/hidden-path.ts'
import { withErrors as convertErrors, retryAfter } from '#base/http/errors.server.ts'
import { type GivenBack, givenBack } from '#base/http/given-back.server.ts'
import { type Fields, initialValueOf } from '#base/http/given-back.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { log } from '#base/log.server.ts'
import { FormNotes, FormNotesContext } from '#base/ui/form-notes.ts'
import type { Said } from '#base/ui/frame.tsx'
import { ReferenceContext } from '#base/ui/reference.ts'

export { refuseUnreadable } from '#base/http/address.server.ts'
export {
  faultHandling,
  loadContextOf,
  refuseLargeForm,
  refuseMissing,
  requestHandling,
} from '#base/http/request.server.ts'
export { sectionsOf, segmentOf } from '#base/http/sections.server.ts'
export { shutDown, startScheduler, startUp } from './start.server.ts'

declare module '@remix-run/node' {
  interface AppLoadContext {
    /** Names this request in the log and on an error page. */
    reference: string
    /** The browser's address, for rate limits. */
    address: string
    /** Resolves when the reader has taken what was sent so far: Remix does not wait for it. */
    readerReady: () => Promise<boolean>
    /** Tells the request log whose request it is. */
    signedIn: (accountId: string) => void
    /** The account that was told, if one was. */
    account: () => string | null
  }
}

export const withErrors = (build: ServerBuild) =>
  convertErrors(build, { refused: noteRefusedWrite, signedOut: keepSignedOut })

/** Shorter than React's own abort, below. */
export const streamTimeout = 4500

export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  loadContext: AppLoadContext,
): Promise<Response> {
  const { reference } = loadContext
  const given = givenBack(loadContext)
  if (given?.kind === 'kept') fillIn(remixContext, given.fields)
  let failed = false
  const render = (context: EntryContext, notes: FormNotes) =>
    rendered(
      <ReferenceContext.Provider value={reference}>
        <FormNotesContext.Provider value={notes}>
          <RemixServer context={context} url={request.url} />
        </FormNotesContext.Provider>
      </ReferenceContext.Provider>,
      (error) => {
        failed = true
        log.error({ err: error, reference }, 'rendering failed')
      },
    )
  const notes = new FormNotes()
  let page = await render(remixContext, notes)
  const said = given && saidOf(given, notes.hasSummary, Boolean(remixContext.staticHandlerContext.errors))
  if (notes.hasSummary || said) {
    // What is handed over to scripts can be read once, and the first time did, though no page has any.
    const { serverHandoffStream: _, ...context } = remixContext
    page = await render(context, new FormNotes(notes.fields, said))
  }
  if (given && given.kind !== 'refused') {
    // On a full disk it is shown once more.
    await given.shown().catch((error) => log.warn({ err: error, reference }, 'a kept form was not forgotten'))
  }
  if (notes.hasSummary || given?.kind === 'refused') page = withErrorTitle(page)
  headers.set('Content-Type', 'text/html; charset=utf-8')
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'private, no-store')
  if (status === 503) headers.set('Retry-After', retryAfter)
  return new Response(page, { status: failed ? 500 : status, headers })
}

/** The page of a form that was sent while signed out begins with what was typed then. */
function fillIn({ staticHandlerContext: page }: EntryContext, fields: Fields): void {
  const leaf = page.matches.at(-1)?.route.id
  if (leaf) page.actionData = { [leaf]: { result: { initialValue: initialValueOf(fields) } } }
}

/** What the frame says of a form: of a refusal only where no summary does; where the page cannot be shown, with what was typed. */
function saidOf(given: GivenBack, hasSummary: boolean, failed: boolean): Said | null {
  if (given.kind === 'lost') return { tone: 'warning', text: m.access_form_lost() }
  if (given.kind === 'kept') {
    const left = given.left ? ` ${m.access_form_back_left()}` : ''
    if (failed) return { tone: 'warning', text: m.access_form_lost(), typed: wordsOf(given.fields) }
    return { tone: 'info', text: m.access_form_back() + left }
  }
  if (hasSummary) return null
  return { tone: 'danger', text: given.message, ...(failed && { typed: wordsOf(given.fields) }) }
}

/** What somebody typed, without what only the page's own fields say. */
function wordsOf(fields: Fields): string[] {
  const words = fields.flatMap(([name, value]) =>
    /(^|\.)(intent|nonce|id|base|topic_seen)$/.test(name) ? [] : value.trim(),
  )
  return [...new Set(words)]
    .filter((word) => /\s|.{4}/.test(word) && !/^[\da-f-]{36}$/.test(word))
    .slice(0, 40)
}

function withErrorTitle(page: Buffer<ArrayBuffer>): Buffer<ArrayBuffer> {
  return Buffer.from(page.toString().replace('<title>', `<title>${m.ui_error_title_prefix()} `))
}

/**
 * React 18 ends a block of its output with a NUL where the next letter, as é or –, does not fit. No page has one of its own: a
 * NUL is refused wherever something is typed.
 */
function withoutPadding(page: Buffer<ArrayBuffer>): Buffer<ArrayBuffer> {
  const pieces: Buffer[] = []
  let from = 0
  for (let at = page.indexOf(0); at !== -1; at = page.indexOf(0, from)) {
    pieces.push(page.subarray(from, at))
    from = at + 1
  }
  return from === 0 ? page : Buffer.concat([...pieces, page.subarray(from)])
}

/** The page, complete: sent in one piece it is compressed as a whole, not chunk by chunk. */
export function rendered(
  element: ReactElement,
  onError: (error: unknown) => void,
): Promise<Buffer<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const { pipe, abort } = renderToPipeableStream(element, {
      onAllReady() {
        const chunks: Buffer[] = []
        const page = new Writable({
          write(chunk: Buffer, _encoding, done) {
            chunks.push(chunk)
            done()
          },
          final(done) {
            // Otherwise each page's render tree is kept until the timer fires.
            clearTimeout(timer)
            resolve(withoutPadding(Buffer.concat(chunks)))
            done()
          },
        })
        pipe(page)
      },
      onShellError: reject,
      onError,
    })
    const timer = setTimeout(abort, streamTimeout + 500)
  })
}

/** A bug: logged under the reference that the page shows, so that a person can name it. */
export function handleError(
  error: unknown,
  { request, context }: { request: Request; context: AppLoadContext },
): void {
  if (request.signal.aborted) return
  const path = hiddenPath(new URL(request.url).pathname)
  log.error({ err: error, reference: context.reference, method: request.method, path }, 'request failed')
}

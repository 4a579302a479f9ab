// SPDX-License-Identifier: AGPL-3.0-or-later
// What cannot be taken for now is refused in words, and given back to be sent again.
import type { AppLoadContext, ServerBuild } from '@remix-run/node'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { newId } from '#base/clock.server.ts'
import { AppError } from '#base/error.ts'
import { formLimit, mostRollFields } from '#base/http/body-limit.ts'
import { withErrors } from '#base/http/errors.server.ts'
import { readForm, withForm } from '#base/http/form.server.ts'
import { UnknownOutcome } from '#db/errors.server.ts'

const away = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
const full = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })

const formed = (fields: [string, string][]) => ({ body: new URLSearchParams(fields) })
const context = () => ({}) as AppLoadContext

/** What a page's action and then its loader answer to a form. */
async function sent(
  init: RequestInit,
  action: (args: { request: Request }) => unknown,
  loader: () => unknown = () => null,
) {
  const module = { default: () => null, action, loader }
  const build = { routes: { page: { id: 'page', module } } } as unknown as ServerBuild
  const doing = { refused: async () => {}, signedOut: async () => new Response() }
  const page = withErrors(build, doing).routes.page?.module
  const args = {
    request: new Request('http://localhost/x', { method: 'POST', ...init }),
    context: context(),
    params: {},
  }
  const outcome = async (work: unknown) => {
    try {
      return { answer: await (work as (given: typeof args) => unknown)(args) }
    } catch (thrown) {
      return thrown as { data: { message: string; unsent?: unknown }; init: { status: number } }
    }
  }
  return { action: await outcome(page?.action), loader: await outcome(page?.loader) }
}

const fail = (error: unknown) => () => {
  throw error
}

describe('an outage', () => {
  it.each([
    [away, 'Il database non risponde'],
    [full, 'Il disco del server è pieno'],
    [Object.assign(new Error('x'), { code: 'SQLITE_BUSY' }), 'Il database è occupato'],
    [Object.assign(new Error('x'), { code: 'SQLITE_IOERR_WRITE' }), 'non riesce a scrivere sul disco'],
    [new UnknownOutcome(away), 'non è certo che sia riuscito'],
  ])('%s is answered in words', async (error, words) => {
    const { loader } = await sent({}, () => null, fail(error))
    expect(loader).toMatchObject({ init: { status: 503 }, data: { kind: 'unavailable' } })
    expect((loader as { data: { message: string } }).data.message).toContain(words)
  })

  it('is no bug’s excuse', async () => {
    expect(await sent({}, () => null, fail(new TypeError('oops')))).toMatchObject({
      loader: { message: 'oops' },
    })
  })

  it('gives the form back, before or after it was read, without secrets', async () => {
    const fields: [string, string][] = [
      ['email', 'a@b.example'],
      ['password', 'una segreta'],
      ['people[0].name', 'Anna'],
      ['people[0].token', '123456'],
      ['day', 'mon'],
      ['day', 'tue'],
    ]
    const unsent = {
      fields: [
        ['email', 'a@b.example'],
        ['people[0].name', 'Anna'],
        ['day', 'mon'],
        ['day', 'tue'],
      ],
      left: true,
    }
    const unread = await sent(formed(fields), fail(away))
    expect(unread.action).toMatchObject({ data: { unsent } })
    const read = await sent(formed(fields), async ({ request }) => {
      await readForm(request)
      throw away
    })
    expect(read.action).toMatchObject({ data: { unsent } })
  })

  it('gives it back when only the page about it cannot be made', async () => {
    const { action, loader } = await sent(
      formed([['name', 'Anna']]),
      async () => ({ result: {} }),
      fail(away),
    )
    expect(action).toEqual({ answer: { result: {} } })
    expect(loader).toMatchObject({ data: { unsent: { fields: [['name', 'Anna']], left: false } } })
  })

  it.each([
    ['fields', Array.from({ length: mostRollFields + 1 }, (_, at): [string, string] => [`f${at}`, 'x'])],
    ['bytes to even be read', [['text', 'x'.repeat(formLimit)]] as [string, string][]],
  ])('says so of a form with too many %s', async (_, fields) => {
    const body = new URLSearchParams(fields).toString()
    const headers = {
      'Content-Type': 'application/x-www-form-urlencoded',
      'Content-Length': String(body.length),
    }
    expect((await sent({ body, headers }, fail(away))).action).toMatchObject({
      data: { unsent: { fields: null, left: false } },
    })
  })

  it('says so of one with a file whose fields are too large', async () => {
    const body = new FormData()
    body.set('note', 'x'.repeat(formLimit))
    body.set('file', new File(['%PDF'], 'foglio.pdf'))
    expect((await sent({ body }, fail(full))).action).toMatchObject({
      data: { unsent: { fields: null, left: false } },
    })
  })

  it('gives back the roll of a thousand people, of which nothing is lost', async () => {
    const rows = Array.from({ length: 1000 }, newId).flatMap((id): [string, string][] => [
      [`marks.${id}.status`, 'present'],
      [`marks.${id}.in`, '09:00'],
      [`marks.${id}.out`, ''],
      [`marks.${id}.base`, newId()],
    ])
    const fields: [string, string][] = [['nonce', newId()], ...rows]
    const body = new URLSearchParams(fields).toString()
    const headers = {
      'Content-Type': 'application/x-www-form-urlencoded',
      'Content-Length': String(body.length),
    }
    expect(body.length).toBeLessThan(formLimit)
    const given = { data: { unsent: { fields, left: false } } }
    expect((await sent({ body, headers }, fail(away))).action).toMatchObject(given)
    const read = await sent({ body, headers }, async ({ request }) => {
      await readForm(request, mostRollFields)
      throw away
    })
    expect(read.action).toMatchObject(given)
  })

  it('leaves files out', async () => {
    const body = new FormData()
    body.set('note', 'Foglio firme')
    body.set('file', new File(['%PDF'], 'foglio.pdf'))
    expect((await sent({ body }, fail(full))).action).toMatchObject({
      data: { unsent: { fields: [['note', 'Foglio firme']], left: true } },
    })
  })

  it('is told from what is refused: then the page comes again, with what was typed but a password', async () => {
    const form = formed([
      ['name', 'x'],
      ['marks.one.status', 'present'],
      ['password', 'secret'],
    ])
    const { action } = await sent(form, fail(new AppError('forbidden', 'no')))
    expect(action).toMatchObject({
      answer: {
        init: { status: 403 },
        data: {
          result: {
            error: { '': ['no'] },
            initialValue: { name: 'x', marks: { one: { status: 'present' } } },
          },
        },
      },
    })
    expect(JSON.stringify(action)).not.toContain('secret')
  })

  it('while saving comes back in the form, with what was typed', async () => {
    const request = new Request('http://localhost/', { method: 'POST', ...formed([['name', 'Anna']]) })
    const reply = await withForm(request, z.object({ name: z.string().max(100) }), fail(full))
    expect(reply).toMatchObject({
      init: { status: 503 },
      data: { result: { initialValue: { name: 'Anna' } } },
    })
  })
})

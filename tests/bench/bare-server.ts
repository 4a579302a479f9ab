// SPDX-License-Identifier: AGPL-3.0-or-later
// What the machine can do at most: node:http that reads as many rows as a page does queries and sends the page's bytes.
import cluster from 'node:cluster'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import Sqlite from 'better-sqlite3'

export type BarePage = {
  path: string
  reads: number
  headers: Record<string, string | string[]>
  body: string
}
export type BarePlan = { database: string; workers: number; pages: BarePage[] }

/** Each read is one row of one of these by its key, with a statement prepared once. */
const tables = ['login', 'account', 'role_grant', 'edition', 'project', 'enrolment', 'module']

const plan: BarePlan = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'))

if (cluster.isPrimary) runPrimary()
else runWorker()

function runPrimary(): void {
  let listening = 0
  cluster.on('listening', () => {
    listening += 1
    if (listening === plan.workers) console.log('ready')
  })
  for (let index = 0; index < plan.workers; index++) cluster.fork()
  // The workers end with their channel.
  process.on('SIGTERM', () => process.exit(0))
}

function runWorker(): void {
  const db = new Sqlite(plan.database, { readonly: true })
  const reads = tables.map((table) => ({
    statement: db.prepare(`select * from ${table} where id = ?`),
    id: db.prepare<[], string>(`select id from ${table} limit 1`).pluck().get(),
  }))
  const pages = new Map(
    plan.pages.map((page) => [page.path, { ...page, body: Buffer.from(page.body, 'base64') }]),
  )
  createServer((request, response) => {
    const page = pages.get(request.url ?? '')
    if (!page) return response.writeHead(404).end()
    for (let index = 0; index < page.reads; index++) {
      const read = reads[index % reads.length]
      if (!read?.statement.get(read.id)) return response.writeHead(500).end()
    }
    response.writeHead(200, page.headers).end(page.body)
  }).listen(Number(process.env.PORT), '127.0.0.1')
}

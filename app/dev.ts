// SPDX-License-Identifier: AGPL-3.0-or-later
// The development server: one process, reloading, without the strict content policy that Vite's client cannot keep.
import '#base/fault-line.ts'
import type { ServerBuild } from '@remix-run/node'
import { createServer } from 'vite'
import { env } from '#base/env.server.ts'
import { finish, site } from './serve.ts'

const vite = await createServer({ server: { middlewareMode: true, hmr: false } })
const load = async () => (await vite.ssrLoadModule('virtual:remix/server-build')) as ServerBuild
const program = (await load()).entry.module as unknown as typeof import('./entry.server.tsx')
await program.startUp()
program.startScheduler()

const app = site()
// Scripts are asked for under the build, and there is none.
app.use((request, _response, next) => {
  request.url = request.url.replace(/^\/scripts\/unbuilt\//, '/')
  next()
})
app.use(vite.middlewares)
finish(app, load, program, { strictContent: false })
app.listen(env().PORT, env().HOST, () =>
  console.log(`Presente (development) on http://localhost:${env().PORT}`),
)

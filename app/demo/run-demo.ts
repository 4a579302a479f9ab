// SPDX-License-Identifier: AGPL-3.0-or-later
// `npm run demo`: a demo database in data/demo/, made anew when it is of another day (its meeting "today" must be
// today), served like a production one. `npm run dev` runs it with reload.
import '#base/fault-line.ts'
import { spawn } from 'node:child_process'
import { demoEnvironment, demoFolder, workOnDemo } from '#base/env.server.ts'
import { accountsOfDemo, isOfToday, makeDemo } from './make-demo.server.ts'

const development = process.argv[2] === 'dev'

workOnDemo()

if (await isOfToday(demoFolder)) console.log(`Demo database of today kept in ${demoFolder}/.`)
else {
  console.log(`Making the demo database in ${demoFolder}/ …`)
  await makeDemo(demoFolder)
}
const { password, emails } = accountsOfDemo
console.log(
  `\nDemo accounts, all with the password ${password}:\n${emails.map((email) => `  ${email}`).join('\n')}\n`,
)

const server = spawn(process.execPath, [development ? 'app/dev.ts' : 'app/server.ts'], {
  stdio: 'inherit',
  env: demoEnvironment(development ? 'development' : 'production'),
})
// Ctrl+C reaches both; a SIGTERM only this one.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => server.kill('SIGTERM'))
server.on('exit', (code) => process.exit(code ?? 1))

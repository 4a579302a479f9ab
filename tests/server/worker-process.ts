// SPDX-License-Identifier: AGPL-3.0-or-later
// A worker of workers.test.ts: begins a request and then does what it is told by its environment.
import { requestBegan, startHeartbeat } from '#base/heartbeat.ts'

const [behaviour] = process.argv.slice(2)
// What does not go when it is asked to; one that hangs cannot even hear.
if (behaviour !== 'live') process.on('SIGTERM', () => {})

startHeartbeat(50)
const over = requestBegan('GET /quick')
over()
requestBegan('GET /slow')

if (behaviour === 'die') process.exit(3)
if (behaviour === 'hang') for (;;);
setInterval(() => {}, 1000)

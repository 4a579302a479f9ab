// SPDX-License-Identifier: AGPL-3.0-or-later
// A worker of workers.test.ts: begins a request and then does what it is told by its environment.
import { requestBegan, startHeartbeat } from '#app/heartbeat.ts'

startHeartbeat(50)
const over = requestBegan('GET /quick')
over()
requestBegan('GET /slow')

const [behaviour] = process.argv.slice(2)
if (behaviour === 'die') process.exit(3)
if (behaviour === 'hang') for (;;);
// One that does not hear when it is asked to stop.
if (behaviour === 'deaf') process.on('SIGTERM', () => {})
setInterval(() => {}, 1000)

// SPDX-License-Identifier: AGPL-3.0-or-later
// Run by demo-setup.ts as a process of its own: makes the demo's data in the folder given.
import { makeDemo } from '#demo/make-demo.server.ts'

const [folder = ''] = process.argv.slice(2)
await makeDemo(folder)

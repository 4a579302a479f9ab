// SPDX-License-Identifier: AGPL-3.0-or-later
// Before each file of tests: files are kept in this run's folder, and go away with it; the settings are those of the
// run, whatever the file before this one made of them.
import { inject } from 'vitest'
import { env, readEnv } from '#base/env.server.ts'

process.env.DATA_DIR = inject('folder')
Object.assign(env(), readEnv(process.env))

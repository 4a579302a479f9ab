// SPDX-License-Identifier: AGPL-3.0-or-later
// Imported by tests that keep files: they go to this run's folder, and go away with it.
import { inject } from 'vitest'

process.env.DATA_DIR = inject('folder')

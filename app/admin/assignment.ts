// SPDX-License-Identifier: AGPL-3.0-or-later
import { z } from 'zod'
import { reference } from '#base/http/fields.ts'

/** To which project a person's record is given. */
export const assignmentSchema = z.object({ project: reference })

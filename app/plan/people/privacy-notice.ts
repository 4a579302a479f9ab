// SPDX-License-Identifier: AGPL-3.0-or-later
import { z } from 'zod'
import { text } from '#base/http/fields.ts'

/** The privacy notice as typed, in both languages. */
export const noticeSchema = z.object({ text_it: text(50_000), text_en: text(50_000) })

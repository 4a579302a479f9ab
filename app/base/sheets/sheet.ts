// SPDX-License-Identifier: AGPL-3.0-or-later
// What a table for a spreadsheet is made of, whatever the file's format.

/** Dates are `2026-02-05`, times `09:30`, moments `2026-02-05T09:30:15`, all as the clock on the wall shows them. */
export type CellType = 'text' | 'integer' | 'date' | 'time' | 'moment'

export type SheetColumn = { header: string; type: CellType; width: number }

/** Null: an empty cell. */
export type CellValue = string | number | null

/** Rows by groups, as they are read. */
export type SheetRows = AsyncIterable<readonly (readonly CellValue[])[]>

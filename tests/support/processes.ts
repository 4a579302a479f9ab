// SPDX-License-Identifier: AGPL-3.0-or-later
import { readFileSync } from 'node:fs'

/** The ids of the processes that a process started and that live. */
export function childrenOf(pid: number): number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim()
  return text === '' ? [] : text.split(' ').map(Number)
}

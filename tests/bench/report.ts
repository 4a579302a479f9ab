// SPDX-License-Identifier: AGPL-3.0-or-later
import type { CheckInLoad } from './check-in.ts'
import type { Load } from './load.ts'
import type { BenchPage } from './pages.ts'
import type { Memory } from './server.ts'
import type { Split } from './split.ts'
import type { Weight } from './weight.ts'

export type Measured = {
  page: BenchPage
  split: Split
  /** Of the body, as sent. */
  bytes: number
  real: Load
  bare: Load
}

export function printLoads(measured: Measured[]): void {
  print('Under load: 16 connections, 2 workers; "bare" is node:http with as many reads and the same bytes', [
    ['page', 'queries', 'bytes', 'req/s', 'bare req/s', 'ratio', 'p50 ms', 'p95 ms', 'errors'],
    ...measured.map(({ page, split, bytes, real, bare }) => [
      page.name,
      String(split.queries),
      String(bytes),
      real.perSecond.toFixed(0),
      bare.perSecond.toFixed(0),
      (real.perSecond / bare.perSecond).toFixed(3),
      real.p50.toFixed(1),
      real.p95.toFixed(1),
      String(real.errors + bare.errors),
    ]),
  ])
  console.log('Aim: ratio of the module page 0.1 or more.')
}

export function printSplits(measured: Measured[]): void {
  print('Where a request goes: ms each, one request at a time, one process', [
    ['page', 'whole', 'writing SQL', 'preparing it', 'running it', 'React', 'rest', 'processor'],
    ...measured.map(({ page, split }) => [
      page.name,
      ...[
        split.total,
        split.writing,
        split.preparing,
        split.running,
        split.rendering,
        split.rest,
        split.processor,
      ].map((milliseconds) => milliseconds.toFixed(2)),
    ]),
  ])
  console.log(
    'Rest: Remix, guards and domain code, Express, compression, the socket. Processor: all threads.',
  )
}

export function printMemory(memory: Memory[]): void {
  print('Resident memory of each worker after the load', [
    ['worker', 'MB', 'own MB', 'peak MB'],
    ...memory.map(({ pid, resident, own, peak }) => [
      String(pid),
      ...[resident, own, peak].map((size) => size.toFixed(0)),
    ]),
  ])
  console.log(
    memory.length === 0
      ? 'Not known: this system has no /proc.'
      : 'Own: without what all processes share, such as the program of Node. Aim: under 150 MB.',
  )
}

export function printWeight(page: BenchPage, weights: Weight[]): void {
  const sum = (some: Weight[]) => (some.reduce((sum, { bytes }) => sum + bytes, 0) / 1000).toFixed(1)
  print(`Weight of the ${page.name} over the wire, compressed with gzip, heads included`, [
    ['file', 'bytes', 'next visit'],
    ...weights.map(({ name, bytes, kept }) => [name, String(bytes), kept ? 'kept' : 'again']),
  ])
  console.log(
    `First visit ${sum(weights)} kB (aim: under 90), next ${sum(weights.filter(({ kept }) => !kept))} kB (aim: 15).`,
  )
}

/** A check-in is two requests of a phone: the page that the code leads to, and the one that registers. */
export function printCheckIns(measured: CheckInLoad[]): void {
  const part = (times: number[], part: number) =>
    [...times].sort((a, b) => a - b)[Math.floor(times.length * part)] ?? Number.NaN
  print(
    'Check-in, 2 workers: p95 in ms of each request; "bare" is one insert into the same table, one at a time',
    [
      [
        'load',
        'engine',
        'check-ins',
        'page p95',
        'check-in p50',
        'p95',
        'bare p50',
        'ratio',
        'lost',
        'doubled',
        'errors',
        'load',
      ],
      ...measured.map(({ load, engine, times, bare, lost, doubled, busy }) => [
        load,
        engine,
        String(times.done),
        part(times.scan, 0.95).toFixed(0),
        part(times.checkIn, 0.5).toFixed(1),
        part(times.checkIn, 0.95).toFixed(0),
        part(bare, 0.5).toFixed(2),
        (part(times.checkIn, 0.5) / part(bare, 0.5)).toFixed(1),
        String(lost),
        String(doubled),
        String(times.faults.length),
        busy.toFixed(1),
      ]),
    ],
  )
  for (const fault of new Set(measured.flatMap(({ times }) => times.faults))) console.log(fault)
  console.log(
    'Aim: p95 of the check-in under 150 ms, none lost, none doubled. Ratio: check-in p50 to bare p50.',
  )
}

/** The first column to the left, numbers to the right. */
function print(title: string, rows: string[][]): void {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  )
  const lines = rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  '),
  )
  console.log(`\n${title}\n\n${lines.join('\n')}`)
}

// SPDX-License-Identifier: AGPL-3.0-or-later
// Poppler's tools, which read PDFs back: the machine's, else they are installed.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The text of a PDF as it lies on the sheets, sheet by sheet. */
export function textOf(pdf: Uint8Array): string[] {
  const text = inFile(pdf, (path) => run('pdftotext', ['-layout', '-enc', 'UTF-8', path, '-']))
  return text.split('\f').slice(0, -1)
}

/** The text of a PDF in one line, so that it does not matter where lines end. */
export function wordsOf(pdf: Uint8Array): string {
  const text = inFile(pdf, (path) => run('pdftotext', ['-enc', 'UTF-8', path, '-']))
  return text.replace(/\s+/g, ' ')
}

/** How far to the right and to the bottom the words of a PDF reach on any of its sheets, and how large a sheet is. */
export function edgeOf(pdf: Uint8Array): { width: number; height: number; right: number; bottom: number } {
  const boxes = inFile(pdf, (path) => run('pdftotext', ['-bbox', path, '-']))
  const most = (pattern: RegExp) => Math.max(...[...boxes.matchAll(pattern)].map((found) => Number(found[1])))
  return {
    width: most(/<page width="([\d.]+)"/g),
    height: most(/<page width="[\d.]+" height="([\d.]+)"/g),
    right: most(/ xMax="([\d.]+)"/g),
    bottom: most(/ yMax="([\d.]+)"/g),
  }
}

/** What pdfinfo says of a PDF: Title, Pages, Tagged, Page size… */
export function infoOf(pdf: Uint8Array): Record<string, string> {
  const lines = inFile(pdf, (path) => run('pdfinfo', [path])).split('\n')
  return Object.fromEntries(
    lines.map((line) => [line.split(':', 1)[0] ?? '', line.replace(/^[^:]*:\s*/, '')]),
  )
}

/** The tags of a PDF with their text, as software that reads it aloud finds them. */
export function tagsOf(pdf: Uint8Array): string {
  return inFile(pdf, (path) => run('pdfinfo', ['-struct-text', path]))
}

export type Picture = { width: number; height: number; data: Uint8ClampedArray }

/** A sheet as a picture, four bytes a point. */
export function pictureOf(pdf: Uint8Array, sheet = 1, pointsPerInch = 150): Picture {
  return inFile(pdf, (path, folder) => {
    const which = ['-f', `${sheet}`, '-l', `${sheet}`, '-r', `${pointsPerInch}`]
    run('pdftoppm', [...which, path, join(folder, 'sheet')])
    const name = readdirSync(folder).find((file) => file.endsWith('.ppm'))
    return ppm(readFileSync(join(folder, name ?? 'no picture')))
  })
}

/** A portable pixmap: "P6", width, height, 255, then three bytes a point. */
function ppm(file: Buffer): Picture {
  const head = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(file.toString('latin1', 0, 64))
  if (!head) throw new Error('no picture')
  const [width, height] = [Number(head[1]), Number(head[2])]
  const colours = file.subarray(head[0].length)
  const data = new Uint8ClampedArray(width * height * 4).fill(255)
  for (let point = 0; point < width * height; point++) {
    for (let colour = 0; colour < 3; colour++) {
      data[point * 4 + colour] = colours[point * 3 + colour] ?? 0
    }
  }
  return { width, height, data }
}

function inFile<T>(pdf: Uint8Array, work: (path: string, folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'presente-pdf-'))
  try {
    const path = join(folder, 'document.pdf')
    writeFileSync(path, pdf)
    return work(path, folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const reader = 'pdftotext'
let isThere = false

function run(tool: string, args: string[]): string {
  if (!isThere) {
    if (!works()) install()
    isThere = true
  }
  return execFileSync(tool, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 2 ** 28,
  })
}

function works(): boolean {
  return spawnSync(reader, ['-v']).status === 0
}

function install(): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args: string[]) => spawnSync('apt-get', args, { stdio: 'ignore', env, timeout: 300_000 })
  if (process.getuid?.() === 0) {
    apt('update', '-qq')
    apt('install', '-qq', '-y', '--no-install-recommends', 'poppler-utils')
  }
  if (!works()) throw new Error('no poppler: install it (on Debian "apt-get install poppler-utils")')
}

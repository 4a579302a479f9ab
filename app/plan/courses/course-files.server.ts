// SPDX-License-Identifier: AGPL-3.0-or-later
// The files of a course folder, and what their names mean.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hasTooManyPixels, mostPixels, mostSide, pixelsOf } from '#base/files/pixels.ts'
import type { ImageSize } from './references.ts'

/** What may be served from images/, by extension. */
const imageTypes: Record<string, string> = {
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
}

export const slugPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
const modulePattern = /^\d{2}-([a-z0-9]+(?:-[a-z0-9]+)*)\.md$/
const imagePattern = /^[A-Za-z0-9][A-Za-z0-9._-]*\.(svg|png|jpe?g|webp)$/

/** Whether a name is that of an image of a course: no folder, no leading dot, a known extension. */
function isImageName(name: string): boolean {
  return imagePattern.test(name)
}

export type CourseFiles = {
  /** By path inside the folder, `images/x.svg` included. */
  contents: Map<string, Buffer>
  /** Module files in reading order, and their slugs. */
  modules: Map<string, string>
  images: Map<string, ImageSize | null>
  /** Files that are nothing a course knows: [path, why]. */
  strangers: [string, string][]
}

/** Reads a course's folder. Names that begin with a dot are passed over. */
export function readCourseFiles(folder: string): CourseFiles {
  const files: CourseFiles = { contents: new Map(), modules: new Map(), images: new Map(), strangers: [] }
  const names = namesIn(folder)
  for (const name of names) {
    const module = modulePattern.exec(name)?.[1]
    if (name === 'images') continue
    files.contents.set(name, readFileSync(join(folder, name)))
    if (module !== undefined) files.modules.set(name, module)
    else if (name.endsWith('.gift')) {
      if (!names.includes(name.replace(/\.gift$/, '.md')))
        files.strangers.push([name, 'a quiz without its module'])
    } else if (name !== 'course.md') {
      files.strangers.push([name, 'neither course.md, nor a module (01-name.md), nor a quiz (01-name.gift)'])
    }
  }
  for (const name of namesIn(join(folder, 'images'))) {
    const content = readFileSync(join(folder, 'images', name))
    files.contents.set(`images/${name}`, content)
    if (isImageName(name)) {
      const isDrawing = name.endsWith('.svg')
      files.images.set(name, isDrawing ? svgSize(content.toString()) : pixelsOf(content))
      const fault = isDrawing ? null : pixelsFault(content)
      if (fault) files.strangers.push([`images/${name}`, fault])
    } else
      files.strangers.push([`images/${name}`, 'not an image: svg, png, jpg, webp; letters, digits, - and _'])
  }
  return files
}

/** A hash of every byte that makes a version, and of what turns it into pages. */
export function hashFiles(contents: ReadonlyMap<string, Buffer>, rendererVersion: number): string {
  const hash = createHash('sha256').update(`renderer ${rendererVersion}\n`)
  for (const [path, content] of [...contents].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${path}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

function namesIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .sort()
}

/** A picture that every reader's browser would have to unfold. */
function pixelsFault(content: Buffer): string | null {
  const pixels = pixelsOf(content)
  if (!pixels) return 'no picture that can be shown: its header says no width and height'
  if (!hasTooManyPixels(pixels)) return null
  const most = `${mostPixels / 1_000_000} million pixels and ${mostSide} a side`
  return `${pixels.width} x ${pixels.height} pixels, more than ${most}`
}

// Keeps the text from jumping when the drawing arrives.
function svgSize(source: string): ImageSize | null {
  const tag = /<svg\b[^<>]*>/.exec(source)?.[0] ?? ''
  const box = /\sviewBox="([-\d., ]{1,100})"/.exec(tag)?.[1] ?? ''
  const [, , width = 0, height = 0] = box.split(/[ ,]+/).map((side) => Math.round(Number(side)))
  return width > 0 && height > 0 ? { width, height } : null
}

/** Where the installation's courses are, from the folder that the program runs in. */
export const coursesFolder = 'courses'

/** An image of a course, or null: only what `isImageName` accepts, only from the course's images/. */
export async function findImage(slug: string, name: string, folder = coursesFolder) {
  if (!slugPattern.test(slug) || !isImageName(name)) return null
  const type = imageTypes[name.split('.').at(-1) ?? '']
  if (!type) return null
  try {
    return { type, content: await readFile(join(folder, slug, 'images', name)) }
  } catch {
    return null
  }
}

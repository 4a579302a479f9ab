// SPDX-License-Identifier: AGPL-3.0-or-later
// Where the images and links of a course may lead.

export type ImageSize = { width: number; height: number }

/** What a file of a course may refer to. */
export type Place = {
  slug: string
  language: 'it' | 'en'
  /** The files in images/, with their size where it is known. */
  images: ReadonlyMap<string, ImageSize | null>
  /** Module files and their slugs; null where links to modules lead nowhere (the course's description). */
  modules: ReadonlyMap<string, string> | null
}

type Fault = { fault: string }

/** `images/x.svg` as an address of this site. */
export function resolveImage(href: string, place: Place): { src: string; size: ImageSize | null } | Fault {
  const name = /^(?:\.\/)?images\/([^/?#]+)$/.exec(href)?.[1]
  if (name === undefined) return { fault: `the image ${href} is not in images/` }
  const file = decoded(name)
  const size = place.images.get(file)
  if (size === undefined) return { fault: `the image images/${file} does not exist` }
  return { src: `/courses/${place.slug}/images/${encodeURIComponent(file)}`, size }
}

/** A module's file, a heading of this page, a page of this site, an external address. */
export function resolveLink(href: string, place: Place): { href: string; external: boolean } | Fault {
  if (href.startsWith('#')) return { href, external: false }
  if (href.startsWith('/') && !/^\/[/\\]/.test(href)) return { href, external: false }
  if (/^(?:https?:\/\/|mailto:)/i.test(href)) {
    if (URL.canParse(href)) return { href, external: !/^mailto:/i.test(href) }
    return { fault: `the link ${href} is no address` }
  }
  const file = /^(?:\.\/)?([^/?#:]+\.md)$/.exec(href)?.[1]
  if (file === undefined)
    return { fault: `the link ${href} leads nowhere: a module's file, /page, https: or mailto:` }
  if (!place.modules) return { fault: `the link ${href} leads to a module, which only modules may do` }
  const module = place.modules.get(decoded(file))
  // Modules of an edition are siblings: /learn/EDITION/module.
  return module === undefined
    ? { fault: `the module ${href} does not exist` }
    : { href: module, external: false }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

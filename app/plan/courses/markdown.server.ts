// SPDX-License-Identifier: AGPL-3.0-or-later
// Markdown becomes HTML once, when a version is published. What is rendered here is sanitised by safe-html.server.ts.
import { Marked, Renderer, type RendererObject, type Token, type Tokens } from 'marked'
import markedAlert from 'marked-alert'
import markedFootnote from 'marked-footnote'
import { gfmHeadingId } from 'marked-gfm-heading-id'
import type { LineFault } from './course.ts'
import { type Place, resolveImage, resolveLink } from './references.ts'
import { safeHtml } from './safe-html.server.ts'

/** Part of every version's content hash: raise it when the same Markdown renders differently. */
export const rendererVersion = 1

/** Before the ids of headings, so that none is that of an element around the text. */
const idPrefix = 'p-'

const words = {
  it: {
    notes: 'Note',
    back: 'Torna al rimando della nota {0}',
    alerts: ['Nota', 'Consiglio', 'Importante', 'Attenzione', 'Cautela'],
  },
  en: {
    notes: 'Notes',
    back: 'Back to the reference of note {0}',
    alerts: ['Note', 'Tip', 'Important', 'Warning', 'Caution'],
  },
}

type Rendered = { html: string; words: number; faults: LineFault[] }

/**
 * Renders the Markdown of a file whose first line is `firstLine` of it. Raw HTML is shown as text; headings begin at
 * h2; images and links are those that `place` knows, anything else is a fault.
 */
export function renderMarkdown(source: string, firstLine: number, place: Place): Rendered {
  const faults: LineFault[] = []
  const fault = (raw: string, text: string) => {
    // Equal text has equal faults, so the first occurrence is always a place to correct.
    const at = Math.max(source.indexOf(raw), source.indexOf(raw.split('\n')[0] ?? raw), 0)
    faults.push({ line: firstLine + source.slice(0, at).split('\n').length - 1, text })
  }
  const ids = new Set<string>()
  const marked = new Marked(
    gfmHeadingId({ prefix: idPrefix }),
    markedFootnote({
      description: words[place.language].notes,
      backRefLabel: words[place.language].back,
      headingClass: 'footnotes-title',
    }),
    markedAlert({
      variants: ['note', 'tip', 'important', 'warning', 'caution'].map((type, index) => ({
        type,
        icon: '',
        title: words[place.language].alerts[index] ?? type,
      })),
    }),
    { renderer: rendererFor(place) },
  )
  const html = marked.parse(source, { async: false })
  for (const [, id] of html.matchAll(/ id="([^"]+)"/g)) if (id) ids.add(id)
  let depth = 1
  marked.walkTokens(marked.lexer(source), (token: Token) => {
    if (token.type === 'heading') {
      if (token.depth === 1) fault(token.raw, 'headings begin at ##: the title is in the front matter')
      else if (token.depth > depth + 1)
        fault(token.raw, `a heading of level ${token.depth} follows one of level ${depth}`)
      depth = Math.max(token.depth, 2)
    }
    if (token.type === 'image') {
      const { href, text } = token as Tokens.Image
      const image = resolveImage(href, place)
      if ('fault' in image) fault(token.raw, image.fault)
      if (text.trim() === '') fault(token.raw, `the image ${href} has no alternative text`)
    }
    if (token.type === 'link') {
      const link = resolveLink(token.href, place)
      if ('fault' in link) fault(token.raw, link.fault)
      else if (token.href.startsWith('#') && !ids.has(idPrefix + token.href.slice(1))) {
        fault(token.raw, `no heading of this file has the address ${token.href}`)
      }
    }
  })
  const text = html.replace(/<[^<>]*>/g, ' ').trim()
  return { html: safeHtml(html), words: text === '' ? 0 : text.split(/\s+/).length, faults }
}

function rendererFor(place: Place): RendererObject {
  return {
    html({ text, block }: Tokens.HTML | Tokens.Tag) {
      if (/^\s*<!--(?:(?!-->)[\s\S])*-->\s*$/.test(text)) return ''
      return block ? `<p>${escaped(text)}</p>\n` : escaped(text)
    },
    image({ href, text }: Tokens.Image) {
      const image = resolveImage(href, place)
      if ('fault' in image) return escaped(text)
      const size = image.size ? ` width="${image.size.width}" height="${image.size.height}"` : ''
      return `<img src="${escaped(image.src)}" alt="${escaped(text)}"${size} loading="lazy">`
    },
    link({ href, tokens }: Tokens.Link) {
      const text = this.parser.parseInline(tokens)
      const link = resolveLink(href, place)
      if ('fault' in link) return text
      const address = link.href.startsWith('#') ? `#${idPrefix}${link.href.slice(1)}` : link.href
      return `<a href="${escaped(address)}"${link.external ? ' rel="external noopener noreferrer"' : ''}>${text}</a>`
    },
    // A wide table scrolls by itself, so the keyboard must be able to reach it.
    table(token: Tokens.Table) {
      return Renderer.prototype.table.call(this, token).replace('<table>', '<table tabindex="0">')
    },
    tablecell({ header, align, tokens }: Tokens.TableCell) {
      const name = header ? 'th' : 'td'
      const attributes = `${header ? ' scope="col"' : ''}${align === 'right' ? ' class="numeric"' : ''}`
      return `<${name}${attributes}>${this.parser.parseInline(tokens)}</${name}>\n`
    },
  }
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}

// SPDX-License-Identifier: AGPL-3.0-or-later
// The wall behind the renderer: whatever Markdown or an extension of it produces, only this reaches a page.
import sanitizeHtml from 'sanitize-html'

const blocks = [
  'p',
  'blockquote',
  'ul',
  'ol',
  'li',
  'pre',
  'hr',
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
  'div',
  'section',
]
const inline = ['a', 'em', 'strong', 'del', 'code', 'br', 'img', 'sup']

/** `html` with the allowed elements and attributes only. Addresses: this site's, https, http and mailto. */
export function safeHtml(html: string): string {
  return sanitizeHtml(html, {
    allowedTags: ['h2', 'h3', 'h4', 'h5', 'h6', ...blocks, ...inline],
    allowedAttributes: {
      a: [
        'href',
        'rel',
        'id',
        'aria-describedby',
        'aria-label',
        'data-footnote-ref',
        'data-footnote-backref',
      ],
      img: ['src', 'alt', 'width', 'height', 'loading'],
      ol: ['start'],
      table: ['tabindex'],
      th: ['scope'],
      section: ['data-footnotes'],
      li: ['id'],
      h2: ['id'],
      h3: ['id'],
      h4: ['id'],
      h5: ['id'],
      h6: ['id'],
    },
    allowedClasses: {
      div: ['markdown-alert', 'markdown-alert-*'],
      p: ['markdown-alert-title'],
      section: ['footnotes'],
      h2: ['footnotes-title'],
      th: ['numeric'],
      td: ['numeric'],
    },
    allowedSchemes: ['https', 'http', 'mailto'],
    // Images are this site's own: a path, never an address with a scheme.
    allowedSchemesByTag: { img: [] },
    allowProtocolRelative: false,
  })
}

// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { renderMarkdown } from '#plan/courses/markdown.server.ts'
import type { Place } from '#plan/courses/references.ts'
import { safeHtml } from '#plan/courses/safe-html.server.ts'

const place: Place = {
  slug: 'accoglienza',
  language: 'it',
  images: new Map([['disegno.svg', { width: 360, height: 300 }]]),
  modules: new Map([['02-secondo.md', 'secondo']]),
}

function html(source: string): string {
  return renderMarkdown(source, 1, place).html
}

const attacks = [
  '<script>alert(1)</script>',
  '<SCRIPT SRC=//evil.example/x.js></SCRIPT>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<iframe src="https://evil.example"></iframe>',
  '<a href="javascript:alert(1)">x</a>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](java\tscript:alert(1))',
  '[x](vbscript:msgbox(1))',
  '[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  '[x](//evil.example)',
  '[x](/\\evil.example)',
  '![x](javascript:alert(1))',
  '![x](https://evil.example/pixel.gif)',
  '![x](data:image/svg+xml;base64,PHN2Zz4=)',
  '![x"onerror="alert(1)](images/disegno.svg)',
  '![x](images/disegno.svg "x\\" onerror=\\"alert(1)")',
  '[x](https://a.example/"onmouseover="alert(1))',
  '<style>body{display:none}</style>',
  '<form action="https://evil.example"><input name=password></form>',
  '<base href="https://evil.example/">',
  '<meta http-equiv=refresh content="0;url=https://evil.example">',
  '<div style="position:fixed">x</div>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
  '<!-- --><script>alert(1)</script>',
  '<!-- x --!><img src=x onerror=alert(1)> -->',
  '## <img src=x onerror=alert(1)>',
  '`<script>alert(1)</script>`',
  '```html\n<script>alert(1)</script>\n```',
  '> [!NOTE]\n> <script>alert(1)</script>',
  'x[^1]\n\n[^1]: <script>alert(1)</script>',
  'x[^"><script>alert(1)</script>]\n\n[^"><script>alert(1)</script>]: y',
  '| a |\n| --- |\n| <img src=x onerror=alert(1)> |',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<https://evil.example/"onclick="alert(1)>',
]

describe('attack strings', () => {
  it.each(attacks)('%j makes no element, attribute or address that acts', (attack) => {
    const result = html(attack)
    const tags = [...result.matchAll(/<[^>]*>/g)].map(([tag]) => tag)
    for (const tag of tags) {
      expect(tag).not.toMatch(
        /^<\/?(script|svg|iframe|style|form|input|base|meta|math|object|embed|noscript)\b/i,
      )
      expect(tag).not.toMatch(/\s(on\w+|style|srcset|formaction)\s*=/i)
      expect(tag).not.toMatch(/(href|src)="\s*(javascript|vbscript|data):/i)
      expect(tag).not.toMatch(/\bsrc="(?!\/courses\/accoglienza\/images\/)/)
      expect(tag).not.toMatch(/\bhref="[/\\]{2}|\bhref="\/\\/)
    }
  })

  it('shows raw HTML as text', () => {
    expect(html('a <b>c</b>')).toBe('<p>a &lt;b&gt;c&lt;/b&gt;</p>\n')
  })

  it('leaves comments out', () => {
    expect(html('<!-- SPDX -->\n\nTesto.')).toBe('<p>Testo.</p>\n')
  })

  it('is stopped by the second wall even where the renderer would let it through', () => {
    expect(safeHtml('<p onclick="x()">a<script>b</script></p>')).toBe('<p>a</p>')
    expect(safeHtml('<img src="https://evil.example/x.png" alt="x">')).toBe('<img alt="x" />')
    expect(safeHtml('<a href="//evil.example">x</a>')).toBe('<a>x</a>')
  })
})

describe('what is rendered', () => {
  it('rewrites images and keeps their size', () => {
    expect(html('![Un disegno](images/disegno.svg)')).toContain(
      '<img src="/courses/accoglienza/images/disegno.svg" alt="Un disegno" width="360" height="300" loading="lazy" />',
    )
  })

  it('links modules as neighbours, headings with their prefix, other sites with rel', () => {
    expect(html('[m](02-secondo.md)')).toContain('<a href="secondo">m</a>')
    expect(html('## Qui\n\n[q](#qui)')).toContain('<a href="#p-qui">q</a>')
    expect(html('[s](https://www.normattiva.it/)')).toContain(
      '<a href="https://www.normattiva.it/" rel="external noopener noreferrer">s</a>',
    )
    expect(html('[p](/my)')).toContain('<a href="/my">p</a>')
  })

  it('words notes and alerts in the language of the course', () => {
    const text = 'Testo[^1].\n\n> [!WARNING]\n> Piano.\n\n[^1]: Nota a piè di pagina.'
    expect(html(text)).toContain('>Attenzione</p>')
    expect(html(text)).toContain('>Note</h2>')
    const english = renderMarkdown(text, 1, { ...place, language: 'en' }).html
    expect(english).toContain('>Warning</p>')
    expect(english).toContain('>Notes</h2>')
  })

  it('does not carry the notes of one text into the next', () => {
    html('Uno[^1].\n\n[^1]: Prima.')
    expect(html('Due.')).toBe('<p>Due.</p>\n')
  })
})

describe('faults', () => {
  const faults = (source: string, in_ = place) => renderMarkdown(source, 5, in_).faults

  it('are told with the line of the file', () => {
    expect(faults('Uno.\n\nDue ![](images/disegno.svg)\n')).toEqual([
      { line: 7, text: 'the image images/disegno.svg has no alternative text' },
    ])
    expect(faults('a\n\n- b\n- [c](03-terzo.md)\n')).toEqual([
      { line: 8, text: 'the module 03-terzo.md does not exist' },
    ])
  })

  it.each([
    ['![x](images/manca.svg)', 'the image images/manca.svg does not exist'],
    ['![x](../images/disegno.svg)', 'the image ../images/disegno.svg is not in images/'],
    ['![x](https://evil.example/x.png)', 'the image https://evil.example/x.png is not in images/'],
    ['[x](#manca)', 'no heading of this file has the address #manca'],
    [
      '[x](ftp://a.example)',
      "the link ftp://a.example leads nowhere: a module's file, /page, https: or mailto:",
    ],
    ['# Titolo', 'headings begin at ##: the title is in the front matter'],
    ['## Due\n\n#### Quattro', 'a heading of level 4 follows one of level 2'],
  ])('%j', (source, text) => {
    expect(faults(source).map((fault) => fault.text)).toEqual([text])
  })

  it("are modules linked from a course's description", () => {
    expect(faults('[x](02-secondo.md)', { ...place, modules: null })[0]?.text).toContain(
      'only modules may do',
    )
  })

  it('are none in a text that is right', () => {
    expect(faults('## Uno\n\n### Due\n\n[q](#due) ![d](images/disegno.svg)\n\n## Tre')).toEqual([])
  })
})

// SPDX-License-Identifier: AGPL-3.0-or-later

/** Text typed in a language, as paragraphs: an empty line begins a new one. */
export function Paragraphs({ text, language }: { text: string; language: 'it' | 'en' }) {
  const paragraphs = [...new Set(text.split(/\n\s*\n/))]
  return paragraphs.map((paragraph) => (
    <p key={paragraph} lang={language}>
      {paragraph}
    </p>
  ))
}

// SPDX-License-Identifier: AGPL-3.0-or-later

/** Typed text as paragraphs: an empty line begins a new one. */
export function Paragraphs({ text }: { text: string }) {
  const paragraphs = [...new Set(text.split(/\n\s*\n/))]
  return paragraphs.map((paragraph) => <p key={paragraph}>{paragraph}</p>)
}

// SPDX-License-Identifier: AGPL-3.0-or-later
// What of an address, and of an error's words, may be written into a log: never a token, a code or what somebody typed.

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Addresses whose last part is a personal link's token, of whatever length. */
const linked = /^\/(?:invitations|password\/reset|account\/email|s)\/[^/]+/

/** The path of an address without its query, with tokens taken out: those of known links, and whatever else looks like one. */
export function hiddenPath(address: string): string {
  const path = (address.split('?', 1)[0] ?? '').slice(0, 500)
  const known = path.replace(linked, (found) => `${found.slice(0, found.lastIndexOf('/'))}/…`)
  return known
    .split('/')
    .map((part) => (part.length >= 30 && !uuid.test(part.replace(/\.data$/, '')) ? '…' : part))
    .join('/')
}

/**
 * An error's message without the values that it may quote: what stands in quotation marks or parentheses, e-mail addresses, and
 * runs of 20 letters or digits and more. Databases and parsers repeat what they were given.
 */
export function hiddenValues(message: string): string {
  return message
    .slice(0, 1000)
    .replace(/"[^"]*"|'[^']*'|`[^`]*`|\([^()]*\)/g, '…')
    .replace(/\S+/g, (word) => (word.includes('@') ? '…' : word))
    .replace(/[\w-]{20,}/g, '…')
}

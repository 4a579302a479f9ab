// SPDX-License-Identifier: AGPL-3.0-or-later
import { encode } from 'uqr'

/** An address as a QR code: an SVG drawing in one path, black on white with its quiet zone, with a name for who cannot see it. */
export function qrSvg(text: string, { label }: { label: string }): string {
  const { size, path } = qrPath(text)
  const name = label.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges" role="img" aria-label="${name}">` +
    `<title>${name}</title><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/></svg>`
  )
}

/** The dark modules of a QR code as the data of one SVG path, in a square of `size` modules, quiet zone included. */
function qrPath(text: string): { size: number; path: string } {
  const { data, size } = encode(text, { ecc: 'M', border: 4 })
  const runs = data.flatMap((row, y) =>
    [
      ...row
        .map((dark) => (dark ? '1' : '0'))
        .join('')
        .matchAll(/1+/g),
    ].map((run) => `M${run.index} ${y}h${run[0].length}v1h-${run[0].length}z`),
  )
  return { size, path: runs.join('') }
}

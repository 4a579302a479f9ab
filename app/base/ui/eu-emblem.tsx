// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#base/i18n/paraglide/messages.js'

// Twelve centres on a circle of a third of the height, as Annex IX of Regulation (EU) 2021/1060 asks.
const centres = [
  [135, 30],
  [165, 38.038],
  [186.962, 60],
  [195, 90],
  [186.962, 120],
  [165, 141.962],
  [135, 150],
  [105, 141.962],
  [83.038, 120],
  [75, 90],
  [83.038, 60],
  [105, 38.038],
] as const

// A five-pointed star inscribed in a circle of radius 10 (an eighteenth of the height), one point up.
const star =
  'M0-10L2.245-3.09 9.511-3.09 3.633 1.18 5.878 8.09 0 3.82-5.878 8.09-3.633 1.18-9.511-3.09-2.245-3.09z'

/** The emblem of the Union, never altered. On a coloured ground it takes a white border of 1/25 of its height. */
export function EuEmblem({ onColour = false }: { onColour?: boolean }) {
  const border = onColour ? 7.2 : 0
  const box = [-border, -border, 270 + 2 * border, 180 + 2 * border].join(' ')
  return (
    <svg className="eu-emblem" viewBox={box} role="img" aria-label={m.ui_eu_emblem()}>
      <title>{m.ui_eu_emblem()}</title>
      {onColour && <rect x={-border} y={-border} width="284.4" height="194.4" fill="#fff" />}
      <rect width="270" height="180" fill="#039" />
      <g fill="#fc0">
        {centres.map(([x, y]) => (
          <path key={`${x} ${y}`} d={star} transform={`translate(${x} ${y})`} />
        ))}
      </g>
    </svg>
  )
}

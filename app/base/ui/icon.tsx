// SPDX-License-Identifier: AGPL-3.0-or-later
const shapes = {
  arrowRight: 'M5 12h14M13 6l6 6-6 6',
  arrowLeft: 'M19 12H5M11 6l-6 6 6 6',
  info: 'M12 11v6M12 7v.5M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18',
  success: 'M8 12.3l3 3 5.2-6M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18',
  warning: 'M12 10v4.5M12 17v.5M12 3.8L21.5 20h-19z',
  danger: 'M12 7v6M12 16v.5M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18',
  menu: 'M4 6.5h16M4 12h16M4 17.5h16',
  search: 'M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13M15.5 15.5L20.5 20.5',
  sort: 'M8 10l4-4 4 4M8 14l4 4 4-4',
  sortUp: 'M7 14.5l5-5 5 5',
  sortDown: 'M7 9.5l5 5 5-5',
  person: 'M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8M4.5 20.5c.8-4 3.7-6 7.5-6s6.7 2 7.5 6',
} as const

export type IconName = keyof typeof shapes

/** A line drawing beside a word that says the same: it is hidden from assistive technology. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={shapes[name]} />
    </svg>
  )
}

// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#base/i18n/paraglide/messages.js'

type Props = {
  screen: { code: string; svg: string; link: string; left: number; arrived: number; waiting: number }
}

/** The code as a whole room reads it; public/check-in-screen.js changes what is in it. */
export function CheckInCode({ screen }: Props) {
  const seconds = Math.ceil(screen.left / 1000)
  return (
    <div className="check-in-code" data-check-in-screen data-left={screen.left}>
      {/* A drawing made here of an address made here. */}
      <div className="check-in-qr" data-qr dangerouslySetInnerHTML={{ __html: screen.svg }} />
      <div className="check-in-words">
        <ol className="check-in-how">
          <li>{m.checkin_screen_step_scan()}</li>
          <li>{m.checkin_screen_step_confirm()}</li>
          <li>{m.checkin_screen_step_leave()}</li>
        </ol>
        <p className="check-in-short">
          <span>{m.checkin_screen_no_camera()}</span>
          <strong data-code>{screen.code}</strong>
        </p>
        <p className="check-in-left">
          <progress max={20} value={seconds} aria-label={m.checkin_screen_left()} data-bar />
          <span>
            {m.checkin_screen_changes_in()} <span data-seconds>{seconds}</span> s
          </span>
        </p>
        <p className="check-in-count">
          {m.checkin_screen_arrived()} <strong data-arrived>{screen.arrived}</strong>
        </p>
        <p className="check-in-lost" role="alert" data-lost={m.checkin_screen_lost()} />
      </div>
    </div>
  )
}

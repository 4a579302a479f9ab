// SPDX-License-Identifier: AGPL-3.0-or-later
// Whatever changes a closed page of the register is signed (product.md, rule 5).
import type { Actor, Oneself } from '#base/access/actor.ts'
import { prove } from '#base/access/proof.server.ts'
import type { Db } from '#db/connect.server.ts'
import { isSettled } from '#plan/meetings/meeting.ts'

/** Who changes what a meeting's page says: of a closed or locked one, the actor once they have proved who they are. */
export async function signerOf(
  db: Db,
  self: Oneself,
  meeting: { state: string },
  password: string | undefined,
): Promise<Actor> {
  return isSettled(meeting) ? await prove(db, self, 'always', password) : self
}

// SPDX-License-Identifier: AGPL-3.0-or-later
// argon2id off the event loop; m=19456 KiB, t=2, p=1 as OWASP's password storage guidance has it.
import { hash, verify } from '@node-rs/argon2'

const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export async function hashPassword(password: string): Promise<string> {
  return await hash(password.normalize('NFKC'), options)
}

let dummy: Promise<string> | undefined

/** Takes as long for an account that does not exist or has no password, so that timing tells nothing. */
export async function passwordMatches(kept: string | null | undefined, password: string): Promise<boolean> {
  dummy ??= hashPassword('nobody has this password')
  const matches = await verify(kept ?? (await dummy), password.normalize('NFKC'))
  return matches && Boolean(kept)
}

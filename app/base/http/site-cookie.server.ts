// SPDX-License-Identifier: AGPL-3.0-or-later
// The cookies by which a browser brings back what the program gave it: kept from scripts and from other sites' requests and, over
// https, sent over https alone and under a name that is this host's only.
import { type Cookie, createCookie } from '@remix-run/node'
import { env } from '#base/env.server.ts'
import { type KeyPurpose, keyOf } from '#base/keys.server.ts'

/** `signedFor`: nobody else can make or change what it holds; what is not so signed reads as null. */
type Kept = { seconds: number; signedFor?: KeyPurpose }

export class SiteCookie {
  readonly #name: string
  readonly #kept: Kept

  constructor(name: string, kept: Kept) {
    this.#name = name
    this.#kept = kept
  }

  /** The Set-Cookie value that keeps a value. */
  async keeping(value: unknown): Promise<string> {
    return await this.#cookie().serialize(value)
  }

  /** The Set-Cookie value that takes it away. */
  async forgetting(): Promise<string> {
    return await this.#cookie().serialize('', { maxAge: 0 })
  }

  /** What a Cookie header brings of it: anything, since a browser may send anything; null when it brings none. */
  async readFrom(header: string | null): Promise<unknown> {
    return await this.#cookie()
      .parse(header)
      .catch(() => null)
  }

  #cookie(): Cookie {
    const { seconds, signedFor } = this.#kept
    const secure = env().APP_URL.startsWith('https:')
    return createCookie(secure ? `__Host-${this.#name}` : this.#name, {
      httpOnly: true,
      sameSite: 'lax',
      path: '/',
      maxAge: seconds,
      secure,
      ...(signedFor && { secrets: [keyOf(signedFor).toString('base64url')] }),
    })
  }
}

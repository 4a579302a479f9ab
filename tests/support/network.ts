// SPDX-License-Identifier: AGPL-3.0-or-later
// The network between the program and a server, in a test's hands: it can fall silent, come back, and break.
import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

export type Network = {
  port: number
  /** Lets nothing through, either way, on connections old and new: nobody is told. */
  silence: () => void
  /** Lets through again what is sent from now on. */
  resume: () => void
  /** Breaks the connection by which the next text like this is sent, once it was passed on. */
  breakAfter: (text: string) => void
  close: () => Promise<void>
}

/** A port of 127.0.0.1 that leads to another. */
export async function networkTo(port: number): Promise<Network> {
  let silent = false
  let last: string | undefined
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1')
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from)
      from.on('data', (chunk) => {
        if (silent) return
        to.write(chunk)
        if (from !== near || last === undefined || !chunk.includes(last)) return
        last = undefined
        // The server has it, and its answer finds nobody.
        near.destroy()
        far.end()
      })
      from.on('error', () => {})
      from.on('close', () => {
        sockets.delete(from)
        if (!silent) to.end()
      })
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return {
    port: address.port,
    silence: () => {
      silent = true
    },
    resume: () => {
      silent = false
    },
    breakAfter: (text) => {
      last = text
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

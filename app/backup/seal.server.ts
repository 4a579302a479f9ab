// SPDX-License-Identifier: AGPL-3.0-or-later
// The last bytes of an archive: the SHA-256 of all before them, in the comment of an empty gzip member, which gzip, tar and
// others pass over. It covers what gzip's own sum leaves out, such as gzip's headers.
import { createHash } from 'node:crypto'
import { Transform } from 'node:stream'
import { BackupError, damaged } from './archive.ts'

function sealOf(digest: string): Buffer {
  const head = Buffer.from([0x1f, 0x8b, 8, 0x10, 0, 0, 0, 0, 0, 0xff])
  const comment = Buffer.from(`Presente backup, sha256 of what precedes: ${digest}\0`)
  return Buffer.concat([head, comment, Buffer.from([3, 0]), Buffer.alloc(8)])
}

const sealLength = sealOf('0'.repeat(64)).length

/** Lets bytes pass and adds the seal behind them. */
export function sealing(): Transform {
  const sum = createHash('sha256')
  return new Transform({
    transform(bytes: Buffer, _encoding, done) {
      sum.update(bytes)
      done(null, bytes)
    },
    flush(done) {
      done(null, sealOf(sum.digest('hex')))
    },
  })
}

/** Lets bytes pass but for the seal, and fails at the end where it is not the one of what passed. */
export function unsealing(): Transform {
  const sum = createHash('sha256')
  let held = Buffer.alloc(0)
  return new Transform({
    transform(bytes: Buffer, _encoding, done) {
      const all = Buffer.concat([held, bytes])
      const end = Math.max(0, all.length - sealLength)
      held = all.subarray(end)
      const sure = all.subarray(0, end)
      sum.update(sure)
      done(null, sure)
    },
    flush(done) {
      done(held.equals(sealOf(sum.digest('hex'))) ? null : new BackupError(damaged))
    },
  })
}

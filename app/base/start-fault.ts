// SPDX-License-Identifier: AGPL-3.0-or-later
// Why the program cannot start, in words for whoever installs it.

/** A fault of the installation, whose message says it all. */
export class StartFault extends Error {}

type Coded = Error & { code?: string; path?: string; port?: number; address?: string }

/** An error's line for whoever installs or runs a command; null when it is a bug, whose stack is wanted. */
export function faultLine(error: Coded): string | null {
  // By name: the bundle and the commands beside it each have a class of their own.
  if (/^(StartFault|SchemaError)$/.test(error.constructor.name)) return error.message
  const { code = '', path, port } = error
  if (code === 'EADDRINUSE') return cannot(`port ${port} is in use: stop what uses it, or set another PORT`)
  if (code === 'EADDRNOTAVAIL' || (code === 'EACCES' && port !== undefined))
    return cannot(`it may not listen on ${error.address} port ${port} (${code}): set other HOST and PORT`)
  if (path !== undefined && files[code]) return cannot(`${path} ${files[code]} (${code})`)
  const found = databases.find(([pattern]) => pattern.test(code))
  if (found) return cannot(`${found[1]}: ${error.message || code} (${code})`)
  return refusals.test(error.message) ? cannot(`the database refuses: ${error.message}`) : null
}

/** Why the server cannot listen at HOST: a name that nobody knows is said to be that, and not the database's. */
export function listeningFault(error: Coded, host: string): Error {
  if (!/^(ENOTFOUND|EAI_\w+)$/.test(error.code ?? '')) return error
  return new StartFault(
    `Presente cannot start: HOST=${host} is no address of this machine (${error.code}): set another HOST.`,
  )
}

function cannot(why: string): string {
  const lines = `Presente cannot start: ${why}.`.split('\n').map((line) => line.trim())
  return lines.filter(Boolean).join(' ')
}

const files: Record<string, string> = {
  EACCES: 'may not be read or written',
  EPERM: 'may not be read or written',
  EROFS: 'is on a disk that cannot be written',
  ENOSPC: 'is on a full disk',
  EDQUOT: 'is on a full disk',
  ENOENT: 'does not exist',
  ENOTDIR: 'is not in a folder',
  EISDIR: 'is a folder',
  EEXIST: 'is a file where a folder should be',
}

const databases: [RegExp, string][] = [
  [
    /^(ECONN\w+|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|57P0\d|08\w{3}|53300)$/,
    'the database does not answer',
  ],
  [/^(28\w{3}|3D000|42501)$/, 'the database refuses'],
  // OpenSSL's names for what is wrong with a certificate, and Node's own.
  [
    /^(DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|CERT_|ERR_TLS_|ERR_SSL_|HOSTNAME_MISMATCH|INVALID_CA|EPROTO)/,
    'the connection to the database cannot be made safe',
  ],
  [/^SQLITE_(BUSY|LOCKED)/, 'the database is locked'],
  [/^(SQLITE_FULL|53100)$/, 'the disk is full'],
  [/^SQLITE_(IOERR|READONLY|CANTOPEN|PERM|NOTADB|CORRUPT)/, 'the database file cannot be used'],
]

// What node-postgres says without a code.
const refusals =
  /^(The server does not support SSL connections|There was an error establishing an SSL connection|SASL: )/

// SPDX-License-Identifier: AGPL-3.0-or-later
// Where a passphrase comes from: a file, the environment, or the terminal; never the command line, which `ps` shows to all.
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { BackupError } from './archive.ts'

const shortest = 12

type Sources = { file?: string | undefined; environment: string | null; ask: boolean }

/** The passphrase that is given, null where none is. Refuses an unreadable file and, for a new archive, a short one. */
export async function passphraseFrom(
  { file, environment, ask }: Sources,
  isNew: boolean,
): Promise<string | null> {
  const given = file === undefined ? (ask ? await asked('Passphrase: ') : environment) : readFrom(file)
  if (given === null || !isNew) return given
  if (given.length < shortest) throw new BackupError(`A passphrase wants at least ${shortest} characters.`)
  if (ask && (await asked('Once more: ')) !== given) throw new BackupError('The two are not the same.')
  return given
}

function readFrom(path: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/\r?\n$/, '')
  } catch {
    throw new BackupError(`The passphrase cannot be read from ${path}.`)
  }
}

/** What somebody types, unseen. */
async function asked(question: string): Promise<string> {
  if (!process.stdin.isTTY) throw new BackupError('There is no terminal to ask for the passphrase on.')
  process.stderr.write(question)
  const unseen = new Writable({ write: (_bytes, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: unseen, terminal: true })
  try {
    return await lines.question('')
  } finally {
    lines.close()
    process.stderr.write('\n')
  }
}

// SPDX-License-Identifier: AGPL-3.0-or-later
import { type KeptFile, scanTypes } from '#base/files/file.ts'
import { keepFile } from '#base/files/store.server.ts'
import { checkedUpload } from '#base/files/upload.server.ts'
import { drawnPdf, drawnPng } from './drawn-files.server.ts'

/** Keeps a drawn document as if somebody had sent it. */
export async function keepScan(name: string, lines: readonly string[]): Promise<KeptFile> {
  return await keep(drawnPdf(lines), name)
}

/** Keeps the drawn picture of a sheet that so many people signed. */
export async function keepPhoto(name: string, people: number, seed: number): Promise<KeptFile> {
  return await keep(drawnPng(people, seed), name)
}

async function keep(bytes: Uint8Array, name: string): Promise<KeptFile> {
  const upload = await checkedUpload(bytes, name, 'file', { types: scanTypes })
  return await keepFile(upload.bytes, upload.type)
}

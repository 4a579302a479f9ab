// SPDX-License-Identifier: AGPL-3.0-or-later
// Envelopes of digital signatures made part by part, as the programs of Italian signers write them. The signature in them is not one.

const hex = (text: string) => Buffer.from(text, 'hex')

/** A part in DER, its length said. */
export function der(tag: number, ...content: Uint8Array[]): Buffer {
  const all = Buffer.concat(content)
  const size = all.length
  const length =
    size < 128
      ? [size]
      : size < 65536
        ? [0x82, size >> 8, size & 255]
        : [0x84, size >>> 24, (size >> 16) & 255, (size >> 8) & 255, size & 255]
  return Buffer.concat([Buffer.from([tag, ...length]), all])
}

/** A part in BER, ended by two zeros. */
export function ber(tag: number, ...content: Uint8Array[]): Buffer {
  return Buffer.concat([Buffer.from([tag, 0x80]), ...content, Buffer.alloc(2)])
}

const signedData = hex('06092a864886f70d010702')
const data = hex('06092a864886f70d010701')
const sha256 = der(0x31, der(0x30, hex('0609608648016503040201')))
const certificates = der(0xa0, der(0x30, Buffer.alloc(300, 1)))
const signers = der(0x31, der(0x30, hex('020101'), Buffer.alloc(400, 7)))

type Made = { content?: Buffer | null; signers?: Buffer; part?: typeof der }

/** An envelope around a part that holds what is signed; `content` null makes a signature that is detached. */
export function envelope({ content = null, signers: signed = signers, part = der }: Made): Buffer {
  const inside = part(0x30, data, ...(content ? [part(0xa0, content)] : []))
  return part(0x30, signedData, part(0xa0, part(0x30, hex('020101'), sha256, inside, certificates, signed)))
}

/** A document signed, in DER. */
export const signed = (document: Uint8Array) => envelope({ content: der(0x04, document) })

/** A document signed with lengths that are not said and the content in pieces, of which one is in pieces again. */
export function signedInPieces(document: Uint8Array, size = 100): Buffer {
  const pieces: Buffer[] = []
  for (let from = 0; from < document.length; from += size) {
    const piece = der(0x04, document.subarray(from, from + size))
    pieces.push(from === size ? ber(0x24, piece) : piece)
  }
  return envelope({ content: ber(0x24, ...pieces), part: ber })
}

/** The same as text, in lines as mail programs break them; with a head and a foot or without. */
export function asBase64(bytes: Uint8Array, name: string | null = null): Buffer {
  const lines = Buffer.from(bytes)
    .toString('base64')
    .replace(/(.{64})/g, '$1\r\n')
  return Buffer.from(
    name ? `-----BEGIN ${name}-----\r\n${lines}\r\n-----END ${name}-----\r\n` : `${lines}\r\n`,
  )
}

export const detached = () => envelope({ content: null })
export const unsigned = (document: Uint8Array) =>
  envelope({ content: der(0x04, document), signers: der(0x31) })

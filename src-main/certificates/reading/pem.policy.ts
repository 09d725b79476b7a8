export interface PemBlock {
  label: string
  /** DEK-Info, where the block is encrypted in the traditional way (RFC 1421): the cipher it names. */
  cipher: string | undefined
  der: Uint8Array
  /** As it stood, its lines' ends made plain. */
  text: string
}

/** The blocks of a PEM text (RFC 7468), in order, whatever stands between them; empty when there are none. */
export function pemBlocks(text: string): PemBlock[] {
  return [...text.matchAll(/-----BEGIN ([A-Z0-9 ]{1,40})-----([^-]*(?:-(?!----)[^-]*)*)-----END \1-----/g)].map(
    ([, label = '', inside = '']) => {
      const lines = inside.split(/\r\n|\r|\n/).map((line) => line.trim())
      const body = lines.filter((line) => line !== '' && !line.includes(':'))
      const cipher = lines.find((line) => line.startsWith('DEK-Info:'))
      return {
        label,
        cipher: cipher?.slice('DEK-Info:'.length).split(',')[0]?.trim().toLowerCase(),
        der: Buffer.from(body.join(''), 'base64'),
        text: `-----BEGIN ${label}-----\n${withHeaders(lines)}\n-----END ${label}-----\n`,
      }
    },
  )
}

/** Bytes as text, when they are text: UTF-8, or UTF-16 as Windows' editor saves it. Undefined for what is not PEM. */
export function pemText(bytes: Uint8Array): string | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const text = buffer[0] === 0xff && buffer[1] === 0xfe ? buffer.toString('utf16le') : buffer.toString('latin1')
  return text.includes('-----BEGIN ') ? text : undefined
}

/** One empty line ends the headers; there is none without headers. */
function withHeaders(lines: string[]): string {
  const headers = lines.filter((line) => line.includes(':'))
  const body = lines.filter((line) => line !== '' && !line.includes(':'))
  return [...headers, ...(headers.length > 0 ? [''] : []), ...body].join('\n')
}

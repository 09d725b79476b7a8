import { readInputFile } from './read-input-file.ts'

/** A certificate request in a file, as the agent takes it: PEM as it is, DER as base64. */
export async function requestIn(file: string): Promise<string> {
  const content = await readInputFile(file)
  const text = content.toString('utf8')
  return text.includes('-----BEGIN') ? text : content.toString('base64')
}

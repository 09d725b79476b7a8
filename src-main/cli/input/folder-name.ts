import { InvalidArgumentError } from 'commander'

/** An empty word, as an unset variable of a script leaves it, would be the folder that the command was typed in. */
export function folderName(text: string): string {
  if (text === '') throw new InvalidArgumentError('It must name a folder.')
  return text
}

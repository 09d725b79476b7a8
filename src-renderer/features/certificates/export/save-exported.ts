import type { ExportedFile } from '@mylzip/shared/operations/custody.ts'
import { saveBlob } from '../../../components/save-file.ts'

export function saveExported({ content, fileName, mediaType }: ExportedFile): void {
  const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0))
  saveBlob(fileName, new Blob([bytes], { type: mediaType }))
}

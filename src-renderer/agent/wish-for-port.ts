import { type Correspondent, portGiven, portWanted } from '@mylzip/shared/operations/renderer-handshake.ts'

/** The desktop program answers within some ms when whom the page wants is up, and not at all when not. */
const answerWithinMs = 5_000

/** A port that the desktop program hands over (renderer-handshake.ts). Rejects where nobody answers. */
export function wishForPort(page: Window, to: Correspondent): Promise<MessagePort> {
  return new Promise((resolve, reject) => {
    const settle = (then: () => void) => {
      page.clearTimeout(timer)
      page.removeEventListener('message', receive)
      then()
    }
    const receive = ({ source, data, ports }: MessageEvent) => {
      const [port] = ports
      if (source === page && data?.type === portGiven && data.to === to && port !== undefined) settle(() => resolve(port))
    }
    const timer = page.setTimeout(() => settle(() => reject(new Error('no port was given'))), answerWithinMs)
    page.addEventListener('message', receive)
    page.postMessage({ type: portWanted, to }, page.location.origin)
  })
}

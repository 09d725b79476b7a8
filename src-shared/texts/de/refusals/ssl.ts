import type { sslRefusals as english } from '../../../domain/refusals/ssl.ts'
import type { InGerman } from './in-german.ts'

export const sslRefusals: InGerman<typeof english> = {
  DEVICE_NOT_FOUND: {
    sentence: 'Ein Gerät {deviceId} gibt es in den eigenen Teams nicht.',
    next: 'Die Geräte-ID im Team nachsehen. Ein freigegebenes Gerät hat keine mehr.',
  },
  OPERATION_NOT_FOUND: {
    sentence: 'Einen Vorgang {operationId} gibt es in den eigenen Teams nicht.',
    next: 'Die Vorgänge des Geräts ansehen. Sie bleiben ein Jahr lang.',
  },
  OPERATIONS_TOO_MANY: {
    sentence: 'Das Gerät hat schon {most} Aufträge und nimmt keinen weiteren an, bevor einer erledigt ist.',
    next: 'Warten, bis das Gerät online war, oder seine Vorgänge ansehen.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    sentence: 'Der Idempotency-Key wurde in den letzten 24 Stunden für eine andere Anfrage benutzt. Nichts wurde getan.',
    next: 'Für jeden Auftrag einen neuen Schlüssel erzeugen und ihn nur mit genau derselben Anfrage wiederholen.',
  },
  BILLING_NOT_CONFIGURED: {
    sentence: 'Hier gibt es nichts zu kaufen: Diese Cloud hat keinen Zahlungsanbieter.',
    next: 'Den Betreiber dieser Cloud nach einer Lizenz fragen.',
  },
  DEVICE_BLOCKED: {
    sentence: 'Dieses Gerät wurde als verloren gemeldet. Sein Schlüssel wird nicht mehr angenommen.',
    next: 'Ist es wieder da, neu registrieren: mit leerem Datenordner und einem anderen Registrierungstoken.',
  },
  COMMAND_UNKNOWN: {
    sentence: 'Diese Version des Programms kennt den Auftrag {kind} nicht.',
    next: 'Das Programm auf dem Gerät aktualisieren und den Auftrag noch einmal geben.',
  },
  COMMAND_CERTIFICATE_UNKNOWN: {
    sentence: 'Auf diesem Gerät wird kein Zertifikat für {name} verwaltet.',
    next: 'Die Zertifikate des Geräts ansehen und eines davon nennen.',
  },
  LOST_NAME_NOT_PROVEN: {
    sentence: 'Die Cloud kann {name} nicht im DNS nachweisen und das Zertifikat deshalb nicht widerrufen: {reason}.',
    next: 'Bei seiner Zertifizierungsstelle mit dem eigenen Schlüssel des Zertifikats widerrufen oder die Stelle mit dem Nachweis bitten, den sie verlangt.',
  },
  LOST_REVOCATION_REFUSED: {
    sentence: 'Die Zertifizierungsstelle unter {directory} hat das Zertifikat {serial} nicht widerrufen: {reason}.',
    next: 'Den Grund lesen, beheben, was sich beheben lässt, und das Gerät noch einmal als verloren melden.',
  },
  TOO_MANY_LISTENERS: {
    sentence: 'An diesem Server warten schon {most} Geräte auf Aufträge. Mehr nimmt er nicht.',
    next: 'Nichts zu tun: Das Gerät kommt von selbst wieder. Der Betreiber der Cloud stellt einen Server dazu.',
  },
  CERTIFICATES_FULL: {
    sentence: 'Die Cloud kennt {most} noch gültige Zertifikate dieses Geräts und nimmt keine weiteren an.',
    next: 'Sie nimmt wieder welche, sobald andere ablaufen. Geht das Gerät verloren, die übrigen mit ihren eigenen Schlüsseln widerrufen.',
  },
  API_TOKEN_NOT_FOUND: {
    sentence: 'Das Team hat kein API-Token {tokenId}, oder es wurde zurückgezogen.',
    next: 'Bei den API-Token des Teams nachsehen.',
  },
}

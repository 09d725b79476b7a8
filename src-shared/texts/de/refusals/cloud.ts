import type { cloudRefusals as english } from '../../../domain/refusals/cloud.ts'
import type { InGerman } from './in-german.ts'

export const cloudRefusals: InGerman<typeof english> = {
  CLOUD_UNREACHABLE: {
    sentence: 'Die MyL.Zip-Cloud unter {cloud} antwortet nicht ({reason}). Vorhandene Zertifikate gelten weiter.',
    next: 'Prüfen, ob dieser Rechner {cloud} erreicht. Meist ist es ein Filter, der .zip-Namen sperrt.',
  },
  CLOUD_REFUSED: {
    sentence: 'Die MyL.Zip-Cloud hat das nicht angenommen: {reason}.',
    next: 'Den Grund lesen. Die Administration sieht dasselbe im Protokoll des Teams.',
  },
  RATE_LIMITED: {
    sentence: 'Zu viele Anfragen. In {retryAfterSeconds} Sekunden geht es wieder.',
    next: 'Warten, bis die Zeit um ist.',
  },
  SERVICE_BUSY: {
    sentence: 'Im Moment wird mehr gefragt, als sich beantworten lässt. Nichts wurde getan.',
    next: 'In einer Minute noch einmal versuchen.',
  },
  SERVICE_INTERRUPTED: {
    sentence: 'Die Antwort wurde unterbrochen. Was verlangt war, wurde vielleicht getan, vielleicht nicht.',
    next: 'Nachsehen, ob es getan wurde, und sonst in einer Minute noch einmal versuchen.',
  },
  NOT_ENROLLED: {
    sentence: 'Dieses Gerät ist noch nicht registriert. Bitte das Programm mit einem Registrierungstoken starten.',
    next: 'Einmal mit einem Registrierungstoken starten.',
  },
  ENROLMENT_TOKEN_INVALID: {
    sentence: 'Das Registrierungstoken ist unbekannt oder wurde zurückgezogen. Ein neues gibt es bei der Administration.',
    next: 'Die Administration um ein neues Registrierungstoken bitten.',
  },
  ENROLMENT_TOKEN_EXPIRED: {
    sentence: 'Das Registrierungstoken ist am {expiredAt} abgelaufen. Ein neues gibt es bei der Administration.',
    next: 'Die Administration um ein neues Registrierungstoken bitten.',
  },
  ENROLMENT_TOKEN_USED_UP: {
    sentence: 'Das Registrierungstoken wurde schon so oft benutzt, wie es darf. Ein neues gibt es bei der Administration.',
    next: 'Die Administration um ein neues Registrierungstoken bitten oder um eines, das öfter gilt.',
  },
  DEVICE_UNKNOWN: {
    sentence: 'Die Cloud kennt dieses Gerät nicht, oder sie hat es freigegeben. Es muss neu registriert werden.',
    next: 'Das Gerät mit einem Registrierungstoken neu registrieren.',
  },
  RUN_GIVEN_UP: {
    sentence: 'Das Zertifikat für {name} wird nicht mehr gebraucht, weil dieses Gerät jetzt {renamed} heißt.',
    next: 'Nichts zu tun: Das Zertifikat für {renamed} tritt an seine Stelle.',
  },
  ASSERTION_INVALID: {
    sentence: 'Das Gerät konnte nicht nachweisen, wer es ist: {reason}.',
    next: 'Die Uhr dieses Rechners prüfen. Stimmt sie, das Gerät neu registrieren.',
  },
  ACCESS_TOKEN_INVALID: {
    sentence: 'Das Zugangstoken fehlt, ist abgelaufen oder für etwas anderes gedacht.',
    next: 'Neu anmelden, um ein neues zu bekommen.',
  },
  NAME_NOT_YOURS: {
    sentence: 'Der Name {name} gehört nicht zu diesem Gerät.',
    next: 'Für den eigenen Namen dieses Geräts beantragen oder den Namen in seinem eigenen DNS nachweisen.',
  },
  ACCOUNTS_FULL: {
    sentence: 'Dieses Gerät hat schon Konten bei {most} Zertifizierungsstellen. Weitere gehen nicht.',
    next: 'Zertifizierungsstellen aus der Reihenfolge nehmen, die nicht benutzt werden.',
  },
  ZONE_NOT_SHOWN: {
    sentence: 'Der DNS-Server {server} der Zone {zone} hat die Änderung nicht erfahren oder zeigt sie nicht: {reason}.',
    next: 'Das Protokoll von {server} ansehen, dazu seinen Schlüssel und die Erlaubnis, {zone} zu ändern.',
  },
  ADDRESS_NOT_LOCAL: {
    sentence: 'Die Adresse {address} gehört zu keinem lokalen Netzwerk. Deshalb wird sie nicht veröffentlicht.',
    next: 'Nur Adressen privater Netzwerke veröffentlichen (RFC 1918, RFC 4193).',
  },
  AUDIT_HEAD_CONFLICT: {
    sentence: 'Die Cloud hat bei Eintrag {seq} einen anderen Stand des Protokolls dieses Geräts.',
    next: 'Das Protokoll prüfen. Ist dieser Rechner die Kopie eines anderen, ihn als eigenes Gerät registrieren.',
  },
}

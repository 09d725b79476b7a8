import type { enrolmentRefusals as english } from '../../../domain/refusals/enrolment.ts'
import type { InGerman } from './in-german.ts'

export const enrolmentRefusals: InGerman<typeof english> = {
  ENROLMENT_PENDING: {
    sentence: 'Noch hat niemand dieses Gerät freigegeben.',
    next: 'Die angezeigte Adresse öffnen, sich anmelden und den Code eintippen.',
  },
  POLLED_TOO_SOON: {
    sentence: 'Das Gerät fragt zu oft. Zwischen zwei Fragen müssen {intervalSeconds} Sekunden liegen.',
    next: 'Nichts zu tun: Das Gerät wartet von selbst länger.',
  },
  ENROLMENT_DENIED: {
    sentence: 'Jemand, der den Code dieses Geräts gesehen hat, hat es abgelehnt.',
    next: 'Von vorn beginnen und den neuen Code von der Administration des Teams freigeben lassen.',
  },
  DEVICE_CODE_EXPIRED: {
    sentence: 'Niemand hat dieses Gerät rechtzeitig freigegeben. Der Code gilt nicht mehr.',
    next: 'Von vorn beginnen: Das Gerät zeigt einen neuen Code.',
  },
  DEVICE_CODE_INVALID: {
    sentence: 'Die Cloud kennt den Code dieses Geräts nicht, oder ein anderer Schlüssel hat damit begonnen.',
    next: 'Von vorn beginnen: Das Gerät zeigt einen neuen Code.',
  },
  USER_CODE_UNKNOWN: {
    sentence: 'Kein Gerät wartet mit diesem Code. Vielleicht ist er vertippt, schon benutzt oder zu alt.',
    next: 'Mit dem vergleichen, was das Gerät zeigt. Nach fünfzehn Minuten zeigt es einen neuen.',
  },
  ENROLMENT_DECIDED: {
    sentence: 'Der Code dieses Geräts wurde schon freigegeben oder abgelehnt.',
    next: 'Bei den Geräten des Teams nachsehen.',
  },
  ENROLMENT_TOKEN_NOT_FOUND: {
    sentence: 'Das Team hat kein Registrierungstoken {tokenId}, oder es wurde zurückgezogen.',
    next: 'Bei den Registrierungstoken des Teams nachsehen.',
  },
  DEVICE_NOT_IN_TEAM: {
    sentence: 'Das Team {team} hat kein Gerät {device}.',
    next: 'Bei den Geräten von {team} nachsehen.',
  },
  DEVICE_BEING_REVOKED: {
    sentence: 'Die Zertifikate dieses verlorenen Geräts werden gerade widerrufen. Dafür wird sein Name gebraucht.',
    next: 'Warten, bis das fertig ist.',
  },
  DEVICE_LEFT_TEAM: {
    sentence: 'Das Gerät hat das Team verlassen, bevor es das ausgeführt hat.',
    next: 'Da ist nichts zu tun: Das Gerät nimmt keine Aufträge des Teams mehr an.',
  },
  DEVICE_KEY_TAKEN: {
    sentence: 'Ein anderes Gerät des Teams hat diesen Schlüssel schon.',
    next: 'Für jedes Gerät einen neuen Schlüssel erzeugen. Ein kopierter Datenordner hat den des Originals.',
  },
  ENROLLED_ALREADY: {
    sentence: 'Dieses Gerät ist schon registriert, als {name}.',
    next: 'Nichts zu tun. Soll es zu einem anderen Team, {name} dorthin übertragen oder freigeben lassen.',
  },
  DEVICE_CLONED: {
    sentence: 'Dieser Rechner ist die Kopie eines anderen, der als {name} registriert ist. Beide sind nicht ein Gerät.',
    next: 'Diesen Rechner als eigenes Gerät registrieren (mylzip enrol). Gibt es den anderen nicht mehr, das hier sagen (mylzip enrol --same-device).',
  },
}

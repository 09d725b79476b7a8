import type { useSayings as english } from '../../../domain/sayings/uses.ts'
import type { SaidInGerman } from './said-in-german.ts'

export const useSayings: SaidInGerman<typeof english> = {
  'use.own': 'Version {version} des Zertifikats von {name}',
  'use.other': 'das Zertifikat {thumbprint}',
  'use.subject': '{subject}',
  'use.ends': ' (endet am {day})',
  'use.ended': ' (endete am {day})',

  'use.missing': '{program} ist auf ein Zertifikat eingestellt, das nicht mehr im Speicher liegt, und kann es nicht zeigen: {@which}.',
  'use.foreign': '{program} benutzt {@which}. Es wird nicht von hier verwaltet{@end}.',
  'use.forgotten': '{program} benutzt {@which}. Es wird nicht mehr von hier verwaltet{@end}.',
  'use.newer': '{program} benutzt {@which}. Sie wird gerade an ihren Platz gebracht.',
  'use.older': '{program} benutzt noch {@which}, obwohl Version {newest} da ist{@end}.',
  'use.followed': '{program} benutzt {@which} und bekommt jedes neue.',
  'use.not-renewed': '{program} benutzt {@which}. Nichts erneuert es von selbst{@end}.',
  'use.left-behind': '{program} benutzt {@which}. Dafür ist kein Ziel eingerichtet, also bleibt es dabei{@end}.',

  'use.switches': '{program} bekommt das neue Zertifikat, und es wird nachgesehen, ob es gezeigt wird.',
  'use.stays-old': '{program} bleibt beim alten, Version {version}{@end}, weil dafür kein Ziel eingerichtet ist.',
  'use.stays-forgotten': '{program} bleibt bei Version {version}{@end} und bekommt keine andere.',
  'use.stays-copy': '{program} bleibt bei der Kopie, die es hat{@end}.',
  'use.distrusted': '{program} bleibt bei Version {version}. Wer prüft, ob sie widerrufen wurde, lehnt sie ab.',
  'use.loses': '{program} verliert sein Zertifikat, Version {version}, und kann es nicht mehr zeigen.',
  'use.untouched': '{program} benutzt Version {version}. Mit ihr geschieht nichts.',

  'use.next-set-up': 'Ein Ziel dafür einrichten („{command}“): Dann bekommt es jedes neue Zertifikat.',
  'use.next-choose': 'Ein anderes Zertifikat dafür wählen: über ein Ziel („{command}“) oder in seinen eigenen Einstellungen.',
  'use.next-tell': 'Noch einmal übergeben: „{command}“.',
}

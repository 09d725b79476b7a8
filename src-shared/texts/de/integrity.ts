import type { AgentWords } from '../make-voice.ts'

export const germanIntegrity: AgentWords['integrity'] = {
  changed: (seq) => `Eintrag ${seq} wurde geändert, nachdem er geschrieben war.`,
  removed: (seq) => `Eintrag ${seq} fehlt: Er wurde entfernt, allein oder mit einigen danach.`,
  reordered: (seq) => `Eintrag ${seq} steht nicht dort, wo er geschrieben wurde.`,
  cut: (seq) => `Das Protokoll war einmal länger: Eintrag ${seq} und was danach kam, wurde abgeschnitten.`,
  rewritten: (seq) => `Eintrag ${seq} wurde neu geschrieben, und mit ihm alles danach.`,
  'head-forged': (seq) => `Dieses Gerät hat das Protokoll nicht so unterschrieben, wie es bei Eintrag ${seq} steht.`,
  'two-logs': (seq) =>
    `Die Cloud hat einen anderen Eintrag ${seq}, nach der Wiederherstellung mit dem Schlüssel dieses Geräts unterschrieben: Eine andere Kopie dieses Geräts läuft, oder dieses Protokoll wurde geändert.`,
}

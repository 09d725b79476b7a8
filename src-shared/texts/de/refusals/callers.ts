import type { callersRefusals as english } from '../../../domain/refusals/callers.ts'
import type { InGerman } from './in-german.ts'

export const callersRefusals: InGerman<typeof english> = {
  NO_PROGRAM_HERE: {
    sentence: 'Mit dem Datenordner {folder} läuft kein Programm. Also wird nichts erneuert, und niemand liefert daraus etwas aus.',
    next: 'Das Programm starten und laufen lassen.',
  },
  AGENT_NOT_RUNNING: {
    sentence: 'Für den Datenordner {folder} antwortet kein laufendes Programm ({reason}). Es muss zuerst gestartet werden.',
    next: 'Das Programm starten und den Befehl noch einmal geben.',
  },
  SERVICE_STOPPED: {
    sentence: 'Der Dienst MyL.Zip SSL läuft auf diesem Computer nicht. Also wird nichts erneuert.',
    next: 'Ihn über das Menü des Symbols im Infobereich starten. Windows fragt nach einem Administrator.',
  },
  AGENT_SILENT: {
    sentence:
      'Das Programm, das mit dem Datenordner {folder} arbeitet (Prozess {pid}, {mode}, seit {since}), sagt nichts. Gefragt wurde es so lange: {seconds|Sekunde|Sekunden}. Nichts wurde getan.',
    next: 'Den Befehl noch einmal geben. Bleibt es still, Prozess {pid} beenden und das Programm neu starten: Es macht dort weiter, wo es war.',
  },
  CALLER_UNKNOWN: {
    sentence: 'Die Berechtigung dieser Seite ist abgelaufen. Bitte das Dashboard aus dem Programm heraus neu öffnen.',
    next: 'Das Dashboard aus dem Programm heraus neu öffnen.',
  },
  CALLER_NOT_ALLOWED: {
    sentence: 'Dafür fehlt hier ein Recht: {access}.',
    next: 'Die Administration dieses Rechners fragen.',
  },
  CALLER_NOT_ADMINISTRATOR: {
    sentence: 'Am Dienst dieses Rechners dürfen das nur Administratoren. Nötig ist das Recht: {access}.',
    next: 'Als Administrator noch einmal tun: unter Windows in einem Terminal, das mit „Als Administrator ausführen“ geöffnet wurde (auch das Menü des Symbols öffnet es), sonst mit sudo.',
  },
  ORIGIN_REFUSED: {
    sentence: 'Die Anfrage kam von anderswo als vom Dashboard und wurde nicht beantwortet.',
    next: 'Das Dashboard aus dem Programm heraus öffnen.',
  },
  CALL_UNKNOWN: {
    sentence: 'Unter dieser Adresse gibt es so etwas nicht.',
    next: 'Das Programm aktualisieren, das gefragt hat.',
  },
  INPUT_INVALID: {
    sentence: 'So, wie es dasteht, lässt sich das nicht tun: {reason}.',
    next: 'Berichtigen, was der Grund nennt.',
  },
  CERTIFICATE_EXISTS: {
    sentence: 'Ein Zertifikat für {name} gibt es hier schon.',
    next: 'Dieses erneuern oder seine Einstellungen ändern.',
  },
  CERTIFICATE_NOT_FOUND: {
    sentence: 'Ein Zertifikat „{certificateId}“ gibt es hier nicht.',
    next: 'Die Zertifikate auflisten und eine ID oder einen Namen daraus nehmen.',
  },
  RUN_NOT_FOUND: {
    sentence: 'Einen Lauf {runId} gibt es hier nicht.',
    next: 'Die Zertifikate auflisten: Dort stehen ihre letzten Läufe.',
  },
  DEFECT: {
    sentence: 'Im Programm ist etwas schiefgegangen. Im Protokoll steht es unter {reference}.',
    next: 'Es zusammen mit dem Protokolleintrag melden.',
  },
}

/** What callers of the agent are refused. */
export const callersRefusals = {
  NO_PROGRAM_HERE: {
    sentence: 'No program runs on the data folder {folder}, so nothing is renewed, and nothing is served by it.',
    next: 'Start the program, and let it run.',
  },
  AGENT_NOT_RUNNING: {
    sentence: 'No running program answers for the data folder {folder} ({reason}). Start it first.',
    next: 'Start the program, and give the command again.',
  },
  SERVICE_STOPPED: {
    sentence: 'The MyL.Zip SSL service of this computer does not run, so nothing is renewed.',
    next: 'Start it from the icon’s menu in the notification area; Windows asks for an administrator.',
  },
  AGENT_SILENT: {
    sentence:
      'The program that works on the data folder {folder} (process {pid}, {mode}, since {since}) says nothing: it was asked for {seconds|second|seconds}. Nothing was done.',
    next: 'Give the command again. If it stays silent, end process {pid} and start the program anew: it goes on where it was.',
  },
  CALLER_UNKNOWN: {
    sentence: 'This page’s permission has ended. Open the dashboard again from the program.',
    next: 'Open the dashboard again from the program.',
  },
  CALLER_NOT_ALLOWED: {
    sentence: 'This needs the right to {access}, which this caller does not have.',
    next: 'Ask an administrator of this machine.',
  },
  CALLER_NOT_ADMINISTRATOR: {
    sentence: 'This needs the right to {access} the service of this machine, which only its administrators have.',
    next: 'Do it again as an administrator: on Windows in a terminal opened with “Run as administrator”, which the icon’s menu opens too, elsewhere with sudo.',
  },
  ORIGIN_REFUSED: {
    sentence: 'The request came from another place than the dashboard, and was not answered.',
    next: 'Open the dashboard from the program.',
  },
  CALL_UNKNOWN: {
    sentence: 'There is no such call at this address.',
    next: 'Update the program that asked.',
  },
  INPUT_INVALID: {
    sentence: 'What was asked for cannot be done as it is written: {reason}.',
    next: 'Correct what the reason names.',
  },
  CERTIFICATE_EXISTS: {
    sentence: 'There is a certificate for {name} here already.',
    next: 'Renew that one, or change its choices.',
  },
  CERTIFICATE_NOT_FOUND: {
    sentence: 'There is no certificate “{certificateId}” here.',
    next: 'List the certificates and take one of their ids or names.',
  },
  RUN_NOT_FOUND: {
    sentence: 'There is no renewal run {runId} here.',
    next: 'List the certificates to see their last runs.',
  },
  DEFECT: {
    sentence: 'Something went wrong inside the program. It was written to the log as {reference}.',
    next: 'Report it together with the log entry.',
  },
} as const

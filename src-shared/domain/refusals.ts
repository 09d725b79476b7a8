/**
 * Every refusal of the product, with the sentence a receptionist understands: what is, why, what happens or what
 * to do. `{name}` is filled from the refusal's data. Codes are public: they never change their meaning.
 */
export const sentences = {
  // starting
  OPTION_INVALID: 'The option {option} cannot be used like this: {reason}.',
  ARGUMENT_UNEXPECTED: '“{argument}” is not an option. "npm start -- --help" lists what can be asked for.',
  NODE_TOO_OLD: 'This needs Node.js 24 or newer, and found {found}. Run it with "npm start", which brings its own.',
  INSTALL_FAILED: 'The program’s parts could not be installed: {reason}.',
  BUILD_FAILED: 'The program could not be built: {reason}.',
  PRACTICE_STACK_FAILED: 'The practice cloud did not come up: {reason}.',
  AGENT_ENDED: 'The program was ended from outside, or crashed ({signal}). Start it again: it goes on where it was.',
  PORT_TAKEN: 'Port {port} is used by another program. Choose another one, or end that program.',
  CA_ROOT_UNREADABLE: 'The file {file} holds no certificate that can be read. It must be a PEM file.',
  DIRECTORY_CANNOT_SEE_LOCAL_NAMES:
    'The certificate authority at {directory} is on the internet and cannot see names that exist on this machine only. Name a cloud with --cloud, or a DNS server with --dns.',
  PRACTICE_IN_PRODUCTION:
    '{variable} says production, and there the practice certificate authority never runs. Start without that variable, or name a cloud with --cloud.',

  // data folder
  DATA_FOLDER_IN_USE: 'The data folder {folder} is in use by process {pid} ({mode}, since {since}). Close that one first.',
  DATA_FOLDER_UNWRITABLE: 'The data folder {folder} cannot be written: {reason}.',
  DATA_FOLDER_NOT_PRIVATE: 'The data folder {folder} cannot be kept from others: {reason}.',
  DATABASE_NEWER:
    'The database was written by a newer version of this program ({found}). Install that version or a newer one; nothing was changed.',
  DATABASE_CORRUPT: 'The database was damaged. It was kept as {kept}, and a new one was begun.',
  DATABASE_MISSING:
    'The database {file} is gone, although this program has been at work here. A new one was begun, so this device enrols as a new one. To go back, close the program and restore that file from a backup.',
  DATABASE_NOT_DURABLE: 'The database would not promise to survive a power cut, so nothing was started.',
  DISK_FULL: 'The disk is full, so nothing could be saved. Free some space; the program goes on by itself.',
  SECRET_UNREADABLE:
    'The key file {file} {reason}, so {place} cannot be opened. Restore that file from a backup, or move the folder {folder} away to begin anew.',

  // cloud
  CLOUD_UNREACHABLE: 'The MyL.Zip cloud at {cloud} does not answer ({reason}). Existing certificates go on working; we try again.',
  CLOUD_REFUSED: 'The MyL.Zip cloud did not accept this: {reason}.',
  RATE_LIMITED: 'Too many requests. Try again in {retryAfterSeconds} seconds.',
  NOT_ENROLLED: 'This device is not enrolled yet. Start the program with an enrolment token.',
  ENROLMENT_TOKEN_INVALID: 'The enrolment token is not known, or was withdrawn. Ask your administrator for a new one.',
  ENROLMENT_TOKEN_EXPIRED: 'The enrolment token expired on {expiredAt}. Ask your administrator for a new one.',
  ENROLMENT_TOKEN_USED_UP: 'The enrolment token has been used as often as it may be. Ask your administrator for a new one.',
  LABEL_TAKEN: 'The name {label} is taken. Choose another one.',
  LABEL_UNUSABLE: 'The name {label} cannot be used: {reason}.',
  DEVICE_UNKNOWN: 'The cloud does not know this device, or has released it. Enrol it again.',
  ASSERTION_INVALID: 'The device could not prove who it is: {reason}.',
  ACCESS_TOKEN_INVALID: 'The access token is missing, expired, or meant for something else.',
  NAME_NOT_YOURS: 'The name {name} does not belong to this device.',
  ADDRESS_NOT_LOCAL: 'The address {address} is not one of a local network, so it is not published.',
  AUDIT_HEAD_CONFLICT: 'The cloud holds another state of this device’s audit log at entry {seq}.',

  // certificate authority
  ACME_UNREACHABLE: 'The certificate authority at {directory} cannot be reached ({reason}). We try again.',
  ACME_TLS_UNTRUSTED:
    'The connection to {directory} is not trusted: the certificate shown there was issued by {issuer}. A filter may be answering in its place.',
  ACME_TLS_EXPIRED: 'The certificate of {directory} is not valid at this machine’s time. Check this machine’s clock.',
  ACME_NOT_A_DIRECTORY: 'What answers at {directory} is not an ACME certificate authority.',
  ACME_TIMEOUT: 'The certificate authority did not finish in time ({waiting}). We try again.',
  ACME_BUSY: 'The certificate authority is busy or under maintenance. We try again.',
  ACME_RATE_LIMITED: 'The certificate authority has a limit that is reached now: {detail}. It ends {until}.',
  ACME_NAME_REFUSED: 'The certificate authority does not issue for {name}: {detail}',
  ACME_VALIDATION_FAILED: 'The certificate authority could not confirm that {name} is this device’s: {detail}',
  ACME_CAA_FORBIDS:
    'A CAA record in the DNS forbids this certificate authority to issue for {name}. Whoever manages that DNS can allow it.',
  ACME_ACCOUNT_REFUSED: 'The certificate authority refused this device’s account: {detail}',
  ACME_CSR_REFUSED: 'The certificate authority refused the certificate request: {detail}',
  ACME_PROFILE_UNKNOWN: 'The certificate authority does not offer the profile {profile}.',
  ACME_ORDER_LOST: 'The certificate authority no longer knows the order. A new one is made.',
  ACME_CHALLENGE_UNAVAILABLE: 'The certificate authority offers no way to prove {name} that this device can use.',
  ACME_PROTOCOL: 'The certificate authority gave an answer that makes no sense here: {detail}',
  KEY_TYPE_UNKNOWN: 'The key type {keyType} is not offered. Choose one of {offered}.',

  // a customer's own DNS server
  DNS_KEY_UNREADABLE: 'The key for the DNS server in {place} cannot be used: {reason}.',
  DNS_SERVER_UNREACHABLE: 'The DNS server {server} does not answer ({reason}). We try again.',
  DNS_SERVER_FAILED: 'The DNS server {server} could not change the record {name}: it answered {reason}. We try again.',
  DNS_ANSWER_UNPROVEN:
    'What answers at the DNS server {server} could not prove that it holds the key {key} ({reason}). Something else may be answering in its place.',
  DNS_KEY_UNKNOWN:
    'The DNS server {server} does not know the key {key} with the algorithm {algorithm}, or lets it do nothing here. Compare both with the server’s configuration.',
  DNS_KEY_WRONG: 'The DNS server {server} holds another secret for the key {key}. Copy the secret from the server again.',
  DNS_KEY_NOT_ACCEPTED:
    'The DNS server {server} does not accept the key {key}, and does not say why. Compare its name, algorithm and secret with the server’s, and both clocks.',
  DNS_CLOCK_DIFFERS:
    'This machine’s clock says {ours}, that of the DNS server {server} {theirs}; more than five minutes apart are not accepted. Set the one that is wrong.',
  DNS_UPDATE_REFUSED:
    'The DNS server {server} does not let the key {key} change the TXT record {name}. Allow it in the server’s configuration.',
  DNS_SERVER_NOT_AUTHORITATIVE: 'The DNS server {server} does not hold the zone {zone}, or does not take this key’s changes of it.',
  DNS_ZONE_NOT_FOUND: 'The DNS server {server} holds no zone that {name} lies in. Name the server that does.',
  DNS_NAME_OUTSIDE_ZONE: 'The record {name} does not lie in the zone {zone} of the DNS server {server}.',
  DNS_NAME_IS_ALIAS: 'The record {name} is an alias (CNAME) of {target}, so nothing can be published there. Remove the alias.',
  DNS_RECORD_NOT_SEEN:
    'The DNS server {server} of the zone {zone} does not show the new record {name} after {seconds} seconds. The certificate authority was not asked yet; we try again.',

  // store, programs, proof
  STORE_FAILED: 'The certificate could not be put into the store at {store}: {reason}.',
  TARGET_FAILED: '{target} could not be told to use the new certificate: {reason}. The previous one stays in use.',
  PROOF_NOT_REACHED: '{target} did not answer at {address}: {reason}.',
  PROOF_WRONG_CERTIFICATE: '{target} answers with another certificate ({found}) than the one just installed ({expected}).',
  PROOF_UNTRUSTED: 'The certificate that {target} shows does not lead to a root this machine trusts: {reason}.',
  PROOF_NOT_VALID: 'The certificate that {target} shows is valid from {notBefore} to {notAfter}, and by this machine’s clock it is {now}.',
  PROOF_WRONG_NAME: 'The certificate that {target} shows is not for {name}.',

  // callers
  AGENT_NOT_RUNNING: 'No running program answers for the data folder {folder} ({reason}). Start it first.',
  CALLER_UNKNOWN: 'This page’s permission has ended. Open the dashboard again from the program.',
  CALLER_NOT_ALLOWED: 'This needs the right to {access}, which this caller does not have.',
  ORIGIN_REFUSED: 'The request came from another place than the dashboard, and was not answered.',
  CALL_UNKNOWN: 'There is no such call at this address.',
  INPUT_INVALID: 'The request is not of the expected form: {reason}.',
  CERTIFICATE_NOT_FOUND: 'There is no certificate {certificateId} here.',
  RUN_NOT_FOUND: 'There is no renewal run {runId} here.',
  DEFECT: 'Something went wrong inside the program. It was written to the log as {reference}.',
} as const

export type RefusalCode = keyof typeof sentences
export const refusalCodes = Object.keys(sentences) as [RefusalCode, ...RefusalCode[]]

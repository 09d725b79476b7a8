/** npm start -- --help */
export const help = `npm start -- [options]

Brings the whole product up on this machine: the practice cloud with its DNS and its certificate authority, and the
agent, which enrols this machine, gets a certificate for its name, installs it, serves it and checks that it is served.
A second start finds all of it again. Ctrl-C ends everything.

  --data DIR                   where everything is kept (default: mylzip-ssl in your data directory)
  --once                       do the main job, without a dashboard, and end
  --json                       last line of stdout: the result as JSON, or {"error":{"code","sentence"}}
  --directory URL              another ACME certificate authority; letsencrypt and letsencrypt-staging are known by name.
                               One on this machine must ask the built-in DNS (see --dns-port); one elsewhere needs --cloud or
                               --dns: it must be able to look this machine's name up
  --ca-root FILE               trust this root (PEM) for the connection to that authority; needs --directory
  --dns-port N                 port of the built-in DNS on 127.0.0.1, UDP and TCP (default: a free one)
  --cloud URL                  an existing cloud in place of the practice cloud; without --directory, certificates are ordered
                               at your authorities in their order (mylzip authorities), or at Let’s Encrypt where you have none
  --dns rfc2136://HOST:PORT/ZONE?key=NAME&algorithm=hmac-sha256
                               prove this machine's name in your own DNS server, by updates signed with a TSIG key
                               (hmac-sha256 or hmac-sha512). The name must lie in a zone that this server holds and the
                               authority can look up; the practice cloud's names end in myl.test, for which no public
                               authority issues. PORT, ZONE, key and algorithm may be left out: 53, the server is asked,
                               the key file says
  --dns-key-file FILE          that key, as tsig-keygen writes it, or its secret alone in base64 (or: MYLZIP_DNS_KEY in the
                               environment)
  --dns-persist                allow names to be proven by a lasting record (dns-persist-01), whose form may still change
  --enrolment-token-file FILE  the token that enrols this machine there (or: MYLZIP_ENROLMENT_TOKEN in the environment)
  --port N                     port of the dashboard on 127.0.0.1 (default: a free one)
  --no-browser                 do not open the dashboard in the browser
  --key-type TYPE              kind of the certificate's key: rsa-2048 (default), rsa-3072, rsa-4096, p-256, p-384
  -h, --help                   this text

Exit codes: 0 done, or stopped by Ctrl-C; 1 failed, the code and the sentence say why; 2 the options cannot be used;
3 the data folder is in use; 130 or 143 --once was interrupted.
`

/** npm start -- --help */
export const help = `npm start -- [options]

Brings the whole product up on this machine: the practice cloud with its DNS and its certificate authority, and the
agent, which enrols this machine, gets a certificate for its name, installs it, serves it and checks that it is served.
A second start finds all of it again. Ctrl-C ends everything.

  --data DIR                   where everything is kept (default: mylzip-ssl in your data directory)
  --once                       do the main job, without a dashboard, and end
  --json                       last line of stdout: the result as JSON, or {"error":{"code","sentence"}}
  --directory URL              another ACME certificate authority; letsencrypt and letsencrypt-staging are known by name.
                               One on this machine must ask the built-in DNS (see --dns-port); one elsewhere needs --cloud
  --ca-root FILE               trust this root (PEM) for the connection to that authority
  --dns-port N                 port of the built-in DNS on 127.0.0.1, UDP and TCP (default: a free one)
  --cloud URL                  an existing cloud in place of the practice cloud; needs --directory
  --enrolment-token-file FILE  the token that enrols this machine there (or: MYLZIP_ENROLMENT_TOKEN in the environment)
  --port N                     port of the dashboard on 127.0.0.1 (default: a free one)
  --no-browser                 do not open the dashboard in the browser
  --key-type TYPE              kind of the certificate's key (default: rsa-2048)
  -h, --help                   this text

Exit codes: 0 done, or stopped by Ctrl-C; 1 failed, the code and the sentence say why; 2 the options cannot be used;
130 or 143 --once was interrupted.
`

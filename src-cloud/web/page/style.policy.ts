import { createHash } from 'node:crypto'

/** The colours of the device page and the dashboard: Windows' own, AA in light and dark, and forced colours override them. */
export const pageStyle = `
:root{color-scheme:light dark;--text:#1b1a19;--quiet:#484644;--ground:#f5f5f5;--card:#fff;--line:#c8c6c4;--edge:#767472;--brand:#0f6cbd;--on-brand:#fff;--link:#0f548c;--well:#0e700e;--bad:#b10e1c}
@media(prefers-color-scheme:dark){:root{--text:#fff;--quiet:#d6d6d6;--ground:#1f1f1f;--card:#292929;--line:#525252;--edge:#9a9a9a;--brand:#479ef5;--on-brand:#0a1a2a;--link:#62abf5;--well:#54b054;--bad:#f1707b}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;background:var(--ground);color:var(--text);font:1rem/1.5 "Segoe UI Variable","Segoe UI",system-ui,sans-serif}
a{color:var(--link)}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;padding:.5rem;background:var(--card)}
header{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem 1.25rem;padding:.75rem 1.5rem;background:var(--card);border-bottom:1px solid var(--line)}
.brand{font-weight:600;color:var(--text);text-decoration:none;margin-right:auto}
header nav{display:flex;flex-wrap:wrap;align-items:center;gap:.25rem 1.25rem}
main{width:100%;max-width:34rem;margin:2rem auto;padding:1.5rem 2rem 2rem;background:var(--card);border:1px solid var(--line);border-radius:.5rem}
main.wide{max-width:60rem}
h1{margin:0 0 .5rem;font-size:1.5rem;line-height:1.25;font-weight:600;overflow-wrap:anywhere}
h2{margin:2rem 0 .5rem;padding-top:1.25rem;border-top:1px solid var(--line);font-size:1.15rem;line-height:1.3;font-weight:600}
p,ul,ol{margin:.5rem 0}
.quiet,.hint{color:var(--quiet)}
.hint{display:block;font-size:.875rem}
.fault{display:block;color:var(--bad);font-weight:600}
.said{margin:1rem 0;padding:.75rem 1rem;border:1px solid;border-left-width:.375rem;border-radius:.25rem}
.said.bad{border-color:var(--bad)}.said.well{border-color:var(--well)}
.said p{margin:0}
.field{margin:1rem 0}
label,legend{display:block;font-weight:600}
input,select,textarea{width:100%;max-width:28rem;margin-top:.25rem;padding:.5rem .625rem;font:inherit;color:inherit;background:var(--card);border:1px solid var(--edge);border-radius:.25rem}
input[aria-invalid=true]{border-color:var(--bad)}
input[type=checkbox]{width:1.25rem;height:1.25rem;margin:0 .5rem 0 0;vertical-align:middle}
button,.button{display:inline-block;padding:.5rem 1rem;font:inherit;font-weight:600;color:var(--on-brand);background:var(--brand);border:1px solid var(--brand);border-radius:.25rem;text-decoration:none;cursor:pointer}
button.plain{color:var(--text);background:var(--card);border-color:var(--edge);font-weight:400}
button.grave{color:var(--bad);background:var(--card);border-color:var(--bad)}
header button{padding:.25rem .75rem}
form.inline{display:inline-flex;flex-wrap:wrap;gap:.5rem;align-items:center;margin:0}
form.inline select{width:auto;margin:0}
:focus-visible{outline:.1875rem solid var(--brand);outline-offset:.125rem}
table{width:100%;border-collapse:collapse}
th,td{padding:.5rem .75rem .5rem 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
th{color:var(--quiet);font-weight:600}
dl{margin:1rem 0;display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1.5rem}
dt{color:var(--quiet)}dd{margin:0;overflow-wrap:anywhere}
.qr{width:13rem;max-width:100%;padding:.5rem;background:#fff;border-radius:.25rem}.qr svg{display:block;width:100%;height:auto}
.codes{display:grid;grid-template-columns:repeat(auto-fill,minmax(13rem,1fr));gap:.25rem 1.5rem;padding:0;list-style:none}
code,.code{font-family:"Cascadia Mono",Consolas,monospace;overflow-wrap:anywhere}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit}
footer{max-width:34rem;margin:0 auto 2rem;padding:0 2rem;font-size:.875rem;color:var(--quiet)}
@media(max-width:40rem){header{padding:.75rem 1rem}main{margin:0;padding:1rem;border-width:0 0 1px;border-radius:0}table,tbody,tr,td{display:block}thead{position:absolute;left:-99rem}td{border:0;padding:.125rem 0}tr{padding:.75rem 0;border-bottom:1px solid var(--line)}dl{grid-template-columns:1fr}dd{margin-bottom:.5rem}}
`

/** A page needs nothing but this style, so it may load and run nothing, stands in no frame, and sends forms to us alone. */
export const pagePolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(pageStyle).digest('base64')}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** Windows' own colours and font; contrast is AA in both schemes, and forced colours override all of it. */
export const pageStyle = `
:root{color-scheme:light dark;--text:#1b1a19;--quiet:#484644;--ground:#f5f5f5;--card:#fff;--line:#c8c6c4;--well:#0e700e;--bad:#b10e1c;--practice:#835b00}
@media(prefers-color-scheme:dark){:root{--text:#fff;--quiet:#d6d6d6;--ground:#1f1f1f;--card:#292929;--line:#525252;--well:#54b054;--bad:#f1707b;--practice:#fce100}}
*{box-sizing:border-box}
body{margin:0;padding:1.5rem;min-height:100vh;display:grid;place-items:center;background:var(--ground);color:var(--text);font:1rem/1.5 "Segoe UI Variable","Segoe UI",system-ui,sans-serif}
main{width:100%;max-width:34rem;padding:2rem;background:var(--card);border:1px solid var(--line);border-radius:.5rem}
svg{width:3rem;height:3rem;display:block}
.well{color:var(--well)}.bad{color:var(--bad)}
h1{margin:.75rem 0 .25rem;font-size:1.5rem;line-height:1.25;font-weight:600;overflow-wrap:anywhere}
p{margin:.5rem 0}
.state{font-weight:600}
.practice{margin:1rem 0;padding:.75rem 1rem;border:1px solid currentColor;border-radius:.25rem;color:var(--practice)}
dl{margin:1.5rem 0 0;padding-top:1rem;border-top:1px solid var(--line);display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1.5rem}
dt{color:var(--quiet)}
dd{margin:0;overflow-wrap:anywhere}
@media(max-width:26rem){body{padding:.5rem}main{padding:1rem}dl{grid-template-columns:1fr}dd{margin-bottom:.5rem}}
`

/** The page's style; every pair of colours has a contrast of at least 4.5:1 (WCAG 2.2 §1.4.3). */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--fg:#1b1b1b;--bg:#fff;--line:#767676;--soft:#f3f3f3;--link:#0b4f9e}
@media (prefers-color-scheme:dark){:root{--fg:#eee;--bg:#161616;--line:#8c8c8c;--soft:#242424;--link:#8ec2ff}}
body{font:1rem/1.5 system-ui,sans-serif;color:var(--fg);background:var(--bg);max-width:60rem;margin:0 auto;padding:1rem}
a{color:var(--link)}
a:focus-visible,summary:focus-visible,pre:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-100rem}.skip:focus{position:static}
h1{font-size:1.6rem}h2{border-bottom:1px solid var(--line);margin-top:2.5rem}h3{font-size:1.05rem}
article{border-left:3px solid var(--line);padding-left:1rem;margin:1.5rem 0}
table{border-collapse:collapse;width:100%}th,td{border:1px solid var(--line);padding:.3rem .5rem;text-align:left;vertical-align:top}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}dt{font-weight:600}dd{margin:0}
pre{background:var(--soft);padding:.75rem;overflow:auto}code{overflow-wrap:anywhere}
.badge{display:inline-block;font-size:.8rem;font-weight:600;padding:.05rem .5rem;border-radius:.6rem;color:#fff;background:#555}
.stable{background:#1a6b2f}.experimental{background:#5b3fa8}.deprecated{background:#8a4b00}.scheduled-for-removal{background:#a31515}
.announcement{border:1px solid var(--line);padding:.4rem .75rem}
@media print{details>pre{display:block}.skip,nav{display:none}}
`;

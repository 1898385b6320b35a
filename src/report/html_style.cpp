#include "report/html_style.hpp"

namespace rigor {

std::string_view style_sheet() {
  return R"css(
:root {
  color-scheme: light dark;
  --ink: #1b1d22; --soft: #565c66; --paper: #fdfdfb; --panel: #f4f4ef; --line: #d9d9d0;
  --link: #174ea6;
  --verified: #17663a; --verified-bg: #e3f2e8;
  --violated: #a3171d; --violated-bg: #fbe6e5;
  --inconclusive: #7a4a00; --inconclusive-bg: #fbf0d9;
  --inapplicable: #4a5260; --inapplicable-bg: #eaecef;
  --c1: #0a63a8; --c2: #c14a09; --c3: #147a58; --c4: #a3478a; --c5: #7a6a00; --c6: #5b5fc7;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e7e6e1; --soft: #a9adb5; --paper: #16181c; --panel: #1f2227; --line: #3a3e46;
    --link: #8ab4f8;
    --verified: #7fd6a0; --verified-bg: #15301f;
    --violated: #ff9d97; --violated-bg: #3c1a1b;
    --inconclusive: #f0c26a; --inconclusive-bg: #352a12;
    --inapplicable: #b8bec9; --inapplicable-bg: #292d34;
    --c1: #6cb2f0; --c2: #f2945c; --c3: #5cc9a0; --c4: #e092c8; --c5: #d6c44a; --c6: #a5a8f5;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body {
  margin: 0 auto; padding: 1.5rem clamp(1rem, 4vw, 2.5rem) 4rem; max-width: 70rem;
  background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.6 Charter, "Bitstream Charter", "Iowan Old Style", Cambria, Georgia, serif;
  overflow-wrap: break-word;
}
h1, h2, h3 { line-height: 1.25; text-wrap: balance; font-weight: 650; }
h1 { font-size: 2rem; margin: 1rem 0 .25rem; }
h2 { font-size: 1.45rem; margin: 3rem 0 .75rem; padding-bottom: .3rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1.15rem; margin: 0 0 .25rem; }
p { max-width: 46rem; margin: .6rem 0; }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: .15em; }
.lead { font-size: 1.15rem; color: var(--soft); }
.soft { color: var(--soft); }
nav ul { list-style: none; margin: 1rem 0; padding: 0; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; }
nav, table, summary, .badge, dt, figcaption, .legend, .id {
  font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
}
.scroll { overflow-x: auto; max-width: 100%; margin: .75rem 0; }
table { border-collapse: collapse; font-size: .875rem; line-height: 1.4; font-variant-numeric: tabular-nums; }
th, td { padding: .4rem .7rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
thead th { color: var(--soft); font-weight: 600; vertical-align: bottom; white-space: nowrap; }
tbody th { font-weight: 500; }
td.number, td.end { white-space: nowrap; }
td.title { min-width: 11rem; }
td.end { font-family: ui-monospace, "SF Mono", "DejaVu Sans Mono", monospace; font-size: .8rem; color: var(--soft); }
code, .hash { font-family: ui-monospace, "SF Mono", "DejaVu Sans Mono", monospace; font-size: .85em; }
.hash { word-break: break-all; }
pre { background: var(--panel); border: 1px solid var(--line); border-radius: .4rem; padding: .75rem 1rem; overflow-x: auto; font-size: .85rem; line-height: 1.5; }
.summary th:first-child { position: sticky; left: 0; background: var(--paper); min-width: 9rem; max-width: 20rem; }
.summary .paper th { background: var(--panel); color: var(--soft); font-weight: 600; position: static; max-width: none; }
.summary .words { display: block; font-weight: 400; color: var(--soft); font-size: .8rem; }
.id { font-weight: 600; white-space: nowrap; }
.badge {
  display: inline-block; padding: .05rem .5rem; border-radius: 1rem; font-size: .8125rem;
  font-weight: 600; white-space: nowrap; text-decoration: none;
}
a.badge:hover, a.badge:focus-visible { outline: 2px solid currentColor; }
.verified { color: var(--verified); background: var(--verified-bg); }
.violated { color: var(--violated); background: var(--violated-bg); }
.inconclusive { color: var(--inconclusive); background: var(--inconclusive-bg); }
.inapplicable { color: var(--inapplicable); background: var(--inapplicable-bg); }
.warning { border-left: .3rem solid var(--violated); padding: .5rem 1rem; background: var(--violated-bg); }
.words-key { display: grid; grid-template-columns: max-content 1fr; gap: .4rem 1rem; max-width: 46rem; margin: 1rem 0; align-items: baseline; }
.words-key dd { margin: 0; }
.claim { margin: 2rem 0 2.5rem; padding-top: 1.25rem; border-top: 1px solid var(--line); }
h2 + .claim, h2 + p + .claim { border-top: 0; padding-top: 0; }
.source { margin: 0 0 .5rem; color: var(--soft); font-size: .95rem; }
.statement { overflow-x: auto; overflow-y: hidden; padding: .6rem 1rem; margin: .75rem 0; background: var(--panel); border-radius: .4rem; }
math { font-family: "STIX Two Math", "Latin Modern Math", "Cambria Math", "DejaVu Math TeX Gyre", math; }
math[display="block"] { margin: .25rem 0; }
.facts { display: grid; grid-template-columns: minmax(6rem, max-content) minmax(0, 1fr); gap: .35rem 1rem; margin: .75rem 0; max-width: 54rem; }
.facts dt { font-size: .8125rem; font-weight: 600; color: var(--soft); padding-top: .2rem; }
.facts dd { margin: 0; }
.facts ul { margin: 0; padding-left: 1.1rem; }
details { border: 1px solid var(--line); border-radius: .4rem; margin: .4rem 0; padding: 0 .9rem; }
details[open] { padding-bottom: .9rem; }
summary { cursor: pointer; padding: .45rem 0; font-size: .9rem; }
summary .case { display: inline-block; min-width: 7.5rem; font-weight: 600; }
summary .glance { color: var(--soft); font-variant-numeric: tabular-nums; margin-left: .6rem; }
details h4 { margin: .9rem 0 .2rem; font-size: .9rem; font-family: system-ui, sans-serif; }
details ul { margin: .2rem 0; padding-left: 1.2rem; max-width: 50rem; font-size: .95rem; }
.range { white-space: normal; }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 1rem; }
.plot { margin: .75rem 0; max-width: 44rem; }
.plot figcaption { font-size: .875rem; font-weight: 600; }
.plot svg { display: block; width: 100%; height: auto; }
.plot text { fill: var(--ink); font: 12.5px system-ui, sans-serif; }
.plot text.label { fill: var(--soft); }
.plot .grid { stroke: var(--line); stroke-width: .6; }
.plot .zero { stroke: var(--soft); stroke-width: .9; }
.plot .frame { fill: none; stroke: var(--soft); stroke-width: .8; }
.band { stroke-width: 1.1; stroke-linejoin: round; fill-opacity: .5; }
.band1 { fill: var(--c1); stroke: var(--c1); } .band2 { fill: var(--c2); stroke: var(--c2); }
.band3 { fill: var(--c3); stroke: var(--c3); } .band4 { fill: var(--c4); stroke: var(--c4); }
.open { fill: none; stroke: var(--c6); stroke-width: .6; } .hatch { stroke: var(--c6); stroke-width: .6; }
.band5 { fill: var(--c5); stroke: var(--c5); } .band6 { fill: var(--c6); stroke: var(--c6); }
.ring { fill: none; stroke-width: 1.4; }
.legend { margin: .2rem 0; font-size: .8125rem; color: var(--soft); }
.plot .legend svg { display: inline-block; width: .9em; height: .9em; vertical-align: -.1em; }
.key { margin-right: 1rem; white-space: nowrap; }
footer { margin-top: 4rem; color: var(--soft); font-size: .9rem; }
@media (max-width: 40rem) {
  body { font-size: 1rem; padding-top: .75rem; }
  h1 { font-size: 1.6rem; }
  .facts { grid-template-columns: 1fr; gap: .1rem; }
  .facts dd { margin-bottom: .5rem; }
  .summary .words { display: none; }
  .summary th:first-child { min-width: 0; }
  details { padding: 0 .6rem; }
  th, td { padding: .35rem .5rem; }
}
@media print {
  :root {
    --ink: #000; --soft: #444; --paper: #fff; --panel: #f6f6f6; --line: #ccc; --link: #000;
    --verified: #0c4a28; --violated: #8a0f14; --inconclusive: #5c3800; --inapplicable: #333;
    --verified-bg: #fff; --violated-bg: #fff; --inconclusive-bg: #fff; --inapplicable-bg: #fff;
  }
  html { font-size: 9.5pt; }
  body { max-width: none; padding: 0; }
  nav { display: none; }
  .badge { border: 1px solid currentColor; }
  .scroll, .statement { overflow: visible; }
  table { font-size: 8pt; }
  th, td { padding: .2rem .35rem; }
  td.number, td.end { white-space: normal; word-break: break-all; }
  .plot, tr, .statement, h3, summary { break-inside: avoid; }
  h2, h3, summary { break-after: avoid; }
  details { border: 0; padding: 0; }
  details:not([open])::details-content { content-visibility: visible; display: block; }
  .plot { max-width: 12cm; }
}
)css";
}

}  // namespace rigor

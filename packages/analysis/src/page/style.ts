import { filterRules } from "./filterForm.ts"
import { replayStyle } from "./replayStyle.ts"

/** The style sheet of the page: dark on light, one column, nothing from the network. */
export const style = `
:root { --ink: #1d2530; --soft: #566171; --line: #d9dee5; --wash: #f5f7f9; --accent: #12355b; }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; color: var(--ink); background: #fff; font: 16px/1.55 system-ui, "DejaVu Sans", Verdana, sans-serif; overflow-wrap: anywhere; }
header, nav, main { max-width: 60rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 3rem; }
main { padding-bottom: 4rem; }
h1 { margin: 0 0 .5rem; color: var(--accent); font-size: 2rem; line-height: 1.2; }
h2 { margin: 0 0 .25rem; color: var(--accent); font-size: 1.45rem; line-height: 1.25; }
h3 { margin: 0 0 .35rem; font-size: 1.05rem; line-height: 1.35; }
p { margin: 0 0 .75rem; }
a { color: #1a5490; text-underline-offset: .15em; }
:focus-visible { outline: 3px solid #d9a23b; outline-offset: 2px; }
button, select, input { font: inherit; color: inherit; }
button, select { min-height: 2rem; padding: .15rem .7rem; border: 1px solid #b9c3cf; border-radius: .4rem; background: #fff; cursor: pointer; }
button:hover, select:hover { border-color: var(--accent); background: var(--wash); }
.unseen { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: 1rem; padding: .5rem 1rem; background: #fff; }
.soft { color: var(--soft); font-size: .9rem; }
.summary { display: flex; flex-wrap: wrap; gap: .5rem; margin: 1.25rem 0; padding: 0; list-style: none; }
.badge { display: inline-block; padding: .1rem .6rem; border: 1px solid; border-radius: 1rem; font-size: .82rem; font-weight: 600; white-space: nowrap; }
.held { color: #14532d; background: #e4f4e9; border-color: #a8d5b6; }
.missed { color: #8b1a1a; background: #fdeae8; border-color: #efb4ae; }
.quoted { color: #3f4a5a; background: #edf0f4; border-color: #c5ccd6; }
.reproduces { color: var(--accent); background: #eef3f9; border-color: #b9cbe0; }
details.key { margin: 0 0 1.5rem; padding: .6rem 1.1rem; background: var(--wash); border-radius: .5rem; font-size: .9rem; }
details.key summary { cursor: pointer; color: var(--accent); font-weight: 600; }
details.key dl { display: grid; grid-template-columns: max-content 1fr; gap: .4rem 1rem; margin: .75rem 0 .4rem; }
details.key dd { margin: 0; }
nav ol { margin: .5rem 0 1.5rem; padding-left: 1.4rem; }
nav li { margin-bottom: .3rem; }
.filter { display: grid; gap: .7rem; margin: 0 0 1rem; padding: .9rem 1.1rem; border: 1px solid var(--line); border-radius: .5rem; background: #fff; }
.filter p { margin: 0; }
.search label { display: block; margin-bottom: .2rem; }
.search label, legend, .left { color: var(--soft); font-size: .9rem; }
.search input { width: 100%; padding: .4rem .7rem; border: 1px solid #b9c3cf; border-radius: .4rem; }
fieldset { display: flex; flex-wrap: wrap; gap: .35rem 1.25rem; min-width: 0; margin: 0; padding: 0; border: 0; }
legend { float: left; min-width: 9.5rem; padding: 0; }
.left { display: flex; flex-wrap: wrap; gap: .4rem 1rem; align-items: center; min-height: 2rem; }
section { margin-top: 2.5rem; padding-top: 2rem; border-top: 1px solid var(--line); }
.question { font-size: 1.08rem; }
figure { margin: 1.75rem 0; padding: 1.25rem; border: 1px solid var(--line); border-radius: .5rem; }
figure img { display: block; max-width: 100%; height: auto; margin: 0 auto 1rem; }
figcaption p { margin-bottom: .5rem; }
.live { margin: 0 0 1rem; }
.live .vega-embed.has-actions { display: block; padding: 0 0 .25rem; text-align: center; }
.live .chart-wrapper { overflow-x: auto; }
.live .vega-embed details { text-align: left; }
#vg-tooltip-element { font: 13px/1.45 system-ui, "DejaVu Sans", Verdana, sans-serif; }
.hint { margin: 0; text-align: center; }
.facts .interact { margin-left: auto; color: var(--accent); font-weight: 600; }
.facts { display: flex; flex-wrap: wrap; gap: .35rem .9rem; align-items: baseline; color: var(--soft); font-size: .9rem; }
section table { width: 100%; table-layout: fixed; border-collapse: collapse; font-size: .93rem; }
section caption { padding-bottom: .5rem; text-align: left; font-weight: 600; font-size: 1.05rem; }
section :is(th, td) { padding: .6rem .75rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
section thead th { background: var(--wash); font-size: .85rem; }
section thead th { width: 23%; }
section thead th:first-child { width: 40%; }
section thead th:nth-child(2) { width: 14%; }
section tbody th { font-weight: normal; }
section tbody p { margin: 0; }
${filterRules}
${replayStyle}
@media (max-width: 44rem) {
  header { padding-top: 2rem; }
  h1 { font-size: 1.6rem; }
  details.key dl { grid-template-columns: 1fr; gap: .15rem; }
  details.key dd { margin-bottom: .6rem; }
  figure { padding: .75rem; }
  .live .vega-embed.has-actions { padding-top: 2rem; }
  legend { float: none; margin-bottom: .25rem; }
  section :is(table, caption, tbody, tr, th, td) { display: block; }
  section thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  section tbody tr { margin-bottom: 1rem; border: 1px solid var(--line); border-radius: .5rem; }
  section :is(tbody th, tbody td) { border: 0; padding: .4rem .75rem; }
  td[data-label]::before { content: attr(data-label); display: block; color: var(--soft); font-size: .82rem; }
}
@media (prefers-reduced-motion: no-preference) {
  html { scroll-behavior: smooth; }
}
@media print {
  body { font-size: 10.5pt; }
  header, nav, main { max-width: none; padding-left: 0; padding-right: 0; }
  .skip, .filter, details.key, .interact, .opener, .hint, nav [data-live] { display: none; }
  figure, section tbody tr { break-inside: avoid; }
  h2, h3, caption { break-after: avoid; }
  .badge { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`

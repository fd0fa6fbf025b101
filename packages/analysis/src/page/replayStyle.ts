import { replayColours as colours } from "../replay/colours.ts"

/** Where the diagonal lines of overloads are, as in the picture. */
const hatched = `repeating-linear-gradient(135deg, ${colours.overload}55 0 1px, transparent 1px 5px)`

/** The part of the style sheet that replays need. */
export const replayStyle = `
.drop { padding: 1rem 1.1rem; border: 2px dashed #b9c3cf; border-radius: .5rem; }
.drop input { max-width: 100%; }
.drop ::file-selector-button { min-height: 2rem; margin-right: .7rem; padding: .15rem .9rem; border: 1px solid #b9c3cf; border-radius: .4rem; color: inherit; background: #fff; font: inherit; cursor: pointer; }
.opener.over .drop { border-color: var(--accent); background: #eef3f9; }
.told.wrong { color: #8b1a1a; font-weight: 600; }
.viewer { margin: 0 0 1rem; font-size: .9rem; }
.viewer p { margin: 0; }
.controls { display: flex; flex-wrap: wrap; gap: .4rem; align-items: center; margin-bottom: .6rem; }
.controls .gap { flex: 1; }
.controls button { display: inline-flex; gap: .4rem; align-items: center; justify-content: center; min-width: 2.4rem; min-height: 2.2rem; }
.controls select { min-height: 2.2rem; }
.controls svg { width: 1rem; height: 1rem; fill: currentColor; }
.controls .play, .controls .pause { min-width: 6rem; color: #fff; background: var(--accent); border-color: var(--accent); }
.play .icon-pause, .pause .icon-play { display: none; }
.strip { display: block; border-radius: .3rem; cursor: pointer; touch-action: none; }
.viewer input[type=range] { display: block; width: 100%; margin: .2rem 0 .6rem; accent-color: var(--accent); }
.both { display: grid; grid-template-columns: minmax(0, 1fr) 15.5rem; gap: 1rem; align-items: stretch; }
.timeline { align-self: start; }
.timeline { position: relative; min-width: 0; min-height: 5rem; overflow: hidden auto; border: 1px solid var(--line); border-radius: .4rem; touch-action: pan-y; cursor: crosshair; scrollbar-width: thin; }
.timeline canvas { position: sticky; top: 0; display: block; }
.tip { position: absolute; z-index: 1; max-width: min(20rem, 90%); padding: .3rem .6rem; border-radius: .3rem; color: #fff; background: #1d2530ee; font-size: .8rem; line-height: 1.35; pointer-events: none; }
.state { display: flex; flex-direction: column; min-width: 0; min-height: 14.5rem; }
.state .date { color: var(--accent); font-size: 1.45rem; font-weight: 600; line-height: 1.2; font-variant-numeric: tabular-nums; }
.state .counts { display: flex; flex-wrap: wrap; gap: .3rem; margin: .35rem 0 .6rem; }
.count { padding: 0 .5rem; border: 1px solid var(--line); border-radius: 1rem; font-size: .8rem; font-variant-numeric: tabular-nums; }
button.count { min-height: 0; background: #fff; cursor: default; }
button.count.over { cursor: pointer; }
.machines [aria-current] { outline: 2px solid var(--accent); outline-offset: -1px; }
.count.over { color: ${colours.overload}; border-color: ${colours.overload}; font-weight: 600; }
.count.moving { color: ${colours.link}; border-color: ${colours.movedEdge}; font-weight: 600; }
.machines { flex: 1 1 0; min-height: 0; margin: 0; padding: 2px; overflow-y: auto; list-style: none; scrollbar-width: thin; }
.machines li { margin: 0 0 .35rem; padding: .25rem .5rem .35rem; border: 1px solid var(--line); border-left: 4px solid ${colours.homeEdge}; border-radius: .3rem; line-height: 1.3; }
.machines .told { color: var(--soft); font-size: .8rem; }
.machines .over { border-color: ${colours.overload}; background: ${hatched}, #fdf1f0; }
.machines .over b, .machines .over .told { color: ${colours.overload}; font-weight: 600; }
.machines :is(.off, .failed) { border-left-color: ${colours.soft}; background: ${colours.off}55; }
.machines :is(.booting, .shutting-down) { border-left-color: ${colours.off}; background: ${colours.between}77; }
.blocks { display: flex; flex-wrap: wrap; gap: 3px; margin-top: .2rem; }
.blocks:empty { display: none; }
.blocks i { padding: 0 .35rem; border-style: solid; border-width: 0 0 0 3px; border-radius: 2px; font-size: .75rem; font-style: normal; line-height: 1.5; }
.home { background: ${colours.home}; border-color: ${colours.homeEdge}; }
.moved { background: ${colours.moved}; border-color: ${colours.movedEdge}; }
.leaving { outline: 2px dashed ${colours.link}; outline-offset: -1px; }
.dense { display: grid; grid-template-columns: repeat(auto-fill, minmax(6.9rem, 1fr)); gap: .35rem; align-content: start; }
.dense li { margin: 0; content-visibility: auto; contain-intrinsic-size: auto 3.8rem; }
.dense .told { display: block; }
.dense .blocks { gap: 1px; }
.dense .blocks i { width: .5rem; height: .7rem; padding: 0; border: 0; overflow: hidden; text-indent: 2rem; white-space: nowrap; }
.key-of-replay { display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; margin: .7rem 0 0; padding: 0; list-style: none; color: var(--soft); font-size: .82rem; }
.key-of-replay i { display: inline-block; width: 1.4rem; height: .75rem; margin-right: .4rem; vertical-align: -1px; }
.key-of-replay :is(.home, .moved) { border-left: 3px solid; }
.key-of-replay .home { border-color: ${colours.homeEdge}; }
.key-of-replay .moved { border-color: ${colours.movedEdge}; }
.key-of-replay .link { height: 0; border-top: 2px solid ${colours.link}; vertical-align: .25em; }
.key-of-replay .lost { height: 0; border-top: 2px dashed ${colours.overload}; vertical-align: .25em; }
.key-of-replay .over { border-top: 3px solid ${colours.overload}; background: ${hatched}, #fdf1f0; }
.key-of-replay .seen { width: .7rem; height: .7rem; border: 2px solid ${colours.overload}; border-radius: 50%; background: #fff; }
.key-of-replay .off { background: ${colours.off}; }
.viewer i, .strip { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
@media (max-width: 52rem) {
  .both { grid-template-columns: minmax(0, 1fr); }
  .state { min-height: 0; }
  .machines { flex: none; max-height: 15rem; }
  .controls { gap: .25rem; }
  .controls button, .controls select { min-height: 2.6rem; padding: 0 .5rem; }
  .controls .play, .controls .pause { min-width: 3.4rem; }
  .play span, .pause span { display: none; }
}
@media print {
  .controls, .viewer input[type=range] { display: none; }
  .machines { max-height: none; overflow: visible; }
  .machines li { content-visibility: visible; }
}
`

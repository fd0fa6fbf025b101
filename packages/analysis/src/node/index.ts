export { claim, figure, quote, replay } from "./notebook.ts"
export { pageScript } from "./pageScript.ts"
export { renderFigure } from "./render.ts"

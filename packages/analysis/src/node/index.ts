export { claim, figure, quote } from "./notebook.ts"
export { renderFigure } from "./render.ts"

import type { RenderedFigure } from "../figure/figure.ts"
import { escapeHtml } from "./escape.ts"

/** A figure with its caption; its files are expected beside the page, in the folder of its notebook. */
export function figureBlock(notebook: string, figure: RenderedFigure): string {
  const { id, title, caption, source, reproduces, svg } = figure
  const file = (extension: string) =>
    `<a href="${escapeHtml(`${encodeURIComponent(notebook)}/${encodeURIComponent(id)}.${extension}`)}">${extension.toUpperCase()}</a>`
  return `<figure id="${escapeHtml(`${notebook}--${id}`)}">
<img src="data:image/svg+xml;base64,${base64(svg)}"${size(svg)} alt="${escapeHtml(`${title}. ${caption}`)}">
<figcaption>
<h3>${escapeHtml(title)}</h3>
<p>${escapeHtml(caption)}</p>
<p class="facts"><span class="badge reproduces">${escapeHtml(reproduces)}</span> <span>Source: ${escapeHtml(source)}</span> <span>${file("svg")} ${file("png")}</span></p>
</figcaption>
</figure>`
}

/** The picture as an image and not as markup, so that ids of two pictures never meet. */
function base64(svg: string): string {
  const bytes = new TextEncoder().encode(svg)
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))
}

/** The attributes that reserve the picture's room before it is decoded. */
function size(svg: string): string {
  const found = /^<svg[^>]*? width="([\d.]+)" height="([\d.]+)"/.exec(svg)
  return found ? ` width="${found[1]}" height="${found[2]}"` : ""
}
